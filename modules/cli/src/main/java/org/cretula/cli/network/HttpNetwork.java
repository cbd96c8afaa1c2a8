package org.cretula.cli.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cretula.trust.Network;
import org.cretula.verdict.OneDoor;

/**
 * Fetches over HTTP from the public internet and from nowhere else, unless ranges are allowed by name.
 *
 * <p>Whoever writes a certificate chooses its addresses (attack C19). So every address that a name stands for must be
 * public before a connection is made; redirects are followed by hand, at most {@value #MOST_REDIRECTS}, each checked
 * like the first, never from https to http; ports below 1024 other than 80 and 443 are refused; the body is cut off at
 * the limit while it comes in; one clock runs over all of it. No proxy, no cookies, no credentials, no compression.
 *
 * <p>A name that answers otherwise a moment later gains nothing: the JVM keeps the answer that was checked for longer
 * than a request may take, so the connection goes to a checked address. What this does not see is a router that sends
 * a public address to a machine inside.
 */
public final class HttpNetwork implements Network {

    static final int MOST_REDIRECTS = 3;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    // A POST stays one only there.
    private static final Set<Integer> REPEATING = Set.of(307, 308);
    // As Java keeps a name's addresses without being told; a request must be shorter than that.
    private static final Duration MOST_WITHIN = Duration.ofSeconds(25);
    private static final String NAMES_KEPT_SECONDS = "600";

    private final PublicAddresses reachable;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();

    private HttpNetwork(List<AddressRange> allowed) {
        this.reachable = new PublicAddresses(allowed);
    }

    /** A way to public addresses, and to these ranges, which may be inside the own network. */
    public static HttpNetwork allowingAddresses(List<AddressRange> ranges) {
        keepNames();
        return new HttpNetwork(ranges);
    }

    /** Read once by the JVM, so it counts if nothing was looked up before; else the JVM's usual 30 seconds hold. */
    @OneDoor("how long names are kept is the program's to decide")
    private static void keepNames() {
        Security.setProperty("networkaddress.cache.ttl", NAMES_KEPT_SECONDS);
    }

    @Override
    public Reply fetch(Request request) throws IOException {
        Duration within = request.within().compareTo(MOST_WITHIN) < 0 ? request.within() : MOST_WITHIN;
        long end = System.nanoTime() + within.toNanos();
        URI address = request.address();
        for (int redirects = 0; ; redirects++) {
            refuseUnlessPublic(address, end);
            HttpResponse<byte[]> response = exchange(address, request, end);
            if (response.statusCode() == 200) {
                refuseEncoded(response);
                return new Reply(address, response.body());
            }
            Set<Integer> followed = request.question().isPresent() ? REPEATING : REDIRECTS;
            if (!followed.contains(response.statusCode())) {
                throw new IOException("expected HTTP status 200, found " + response.statusCode());
            }
            if (redirects == MOST_REDIRECTS) {
                throw new IOException("expected at most " + MOST_REDIRECTS + " redirects, found more");
            }
            address = redirected(address, response);
        }
    }

    private HttpResponse<byte[]> exchange(URI address, Request request, long end) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(
                http(address, request),
                info -> info.statusCode() == 200 ? new LimitedBody(request.mostBytes()) : LimitedBody.none());
        return within(future, end);
    }

    private static <T> T within(CompletableFuture<T> future, long end) throws IOException {
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new IOException("expected an answer in time, found none", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private static String reason(Throwable thrown) {
        if (thrown instanceof UnknownHostException) {
            return "expected an address for its name, found none";
        }
        String message = thrown.getMessage();
        if (message == null) {
            return "expected an answer, found " + thrown.getClass().getSimpleName();
        }
        // What the JDK says has another form, and another one in each of its versions.
        return message.startsWith("expected ") ? message : "expected a whole answer, found a failure: " + message;
    }

    private static HttpRequest http(URI address, Request request) throws IOException {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(address).header("User-Agent", "cretula");
            request.question()
                    .ifPresent(body -> builder.header("Content-Type", body.mediaType())
                            .POST(BodyPublishers.ofByteArray(body.bytes())));
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("expected an address for HTTP, found another: " + e.getMessage(), e);
        }
    }

    private void refuseUnlessPublic(URI address, long end) throws IOException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (!(scheme.equals("http") || scheme.equals("https")) || host == null || address.getRawUserInfo() != null) {
            throw new IOException("expected an http or https address of a host, without a user, found another");
        }
        int port = address.getPort();
        if (port != -1 && port != 80 && port != 443 && port < 1024) {
            throw new IOException("expected port 80, 443 or one above 1023, found " + port);
        }
        for (InetAddress one : within(CompletableFuture.supplyAsync(() -> addresses(host)), end)) {
            if (!reachable.mayBeReached(one)) {
                throw new IOException("expected a public address, found " + one.getHostAddress()
                        + (one.getHostAddress().equals(host) ? "" : " for " + host)
                        + "; allow it with --allow-address if it is one of yours");
            }
        }
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private static URI redirected(URI from, HttpResponse<byte[]> response) throws IOException {
        Optional<String> location = response.headers().firstValue("Location");
        try {
            URI to = from.resolve(new URI(location.orElse("")));
            if (location.isEmpty()) {
                throw new IOException("expected a redirect to somewhere, found one to nowhere");
            }
            if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
                throw new IOException("expected a redirect to https, found one to " + to.getScheme());
            }
            return to;
        } catch (URISyntaxException e) {
            throw new IOException("expected a redirect to an address, found one to something else", e);
        }
    }

    private static void refuseEncoded(HttpResponse<byte[]> response) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new IOException("expected a body as it is, found one encoded, which was not asked for");
        }
    }
}
