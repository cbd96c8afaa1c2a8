package org.cretula.oracle.phase4;

import com.helger.collection.commons.CommonsArrayList;
import com.helger.http.EHttpMethod;
import com.helger.phase4.crypto.AS4CryptParams;
import com.helger.phase4.crypto.AS4SigningParams;
import com.helger.phase4.incoming.AS4RequestHandler;
import com.helger.phase4.incoming.AS4ServerInitializer;
import com.helger.phase4.incoming.crypto.AS4IncomingSecurityConfiguration;
import com.helger.phase4.incoming.spi.IAS4IncomingMessageProcessorSPI;
import com.helger.phase4.mgr.MetaAS4Manager;
import com.helger.phase4.model.pmode.PMode;
import com.helger.phase4.servlet.AS4UnifiedResponse;
import com.helger.phase4.servlet.AS4XServletHandler;
import com.helger.phase4.servlet.IAS4ServletRequestHandlerCustomizer;
import com.helger.photon.io.WebFileIO;
import com.helger.web.scope.IRequestWebScopeWithoutResponse;
import com.helger.web.scope.mgr.WebScopeManager;
import com.helger.xservlet.AbstractXServlet;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.cretula.verdict.OneDoor;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Receives signed and encrypted AS4 messages on the loopback address until its standard input ends.
 *
 * <pre>{@code
 * Phase4Server --out FOLDER [--port N] and the arguments that both programs have, see the package
 * }</pre>
 *
 * <p>Without a port it takes a free one. It prints on stdout, tab-separated: {@code READY} and its address, once; then
 * {@code DELIVERED}, message id, number of payloads and folder (see {@link DeliveryFolder}) for each message that it
 * answers with a receipt, and {@code REFUSED}, message id and the ebMS errors for each that it answers with an error.
 * phase4's own log goes to stderr. Ends with 0, or 64 (usage), 66 (cannot read a file), 70 (cannot start).
 *
 * <p>From a shell, give it an input that stays open: {@code sleep infinity | java … Phase4Server …}.
 */
public final class Phase4Server {

    private static final String PATH = "/as4";

    private Phase4Server() {}

    /** See the class comment. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        Server server;
        try {
            PeerOptions options = PeerOptions.parse(arguments, Set.of("out", "port"));
            ExchangeTerms terms = ExchangeTerms.of(options);
            DeliveryFolder delivery = new DeliveryFolder(Path.of(options.required("out")), terms, System.out);
            server = server(Integer.parseInt(options.or("port", "0")), terms, PeerKeys.of(options), delivery);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 64;
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("cannot read " + e.getMessage());
            return 66;
        }
        return serve(server);
    }

    // Jetty declares that starting and stopping may throw anything.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static int serve(Server server) {
        try {
            server.start();
            System.out.println("READY\t" + address(server));
            System.in.transferTo(OutputStream.nullOutputStream());
            server.stop();
            return 0;
        } catch (Exception e) {
            e.printStackTrace();
            return 70;
        }
    }

    private static String address(Server server) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return "http://127.0.0.1:" + port + PATH;
    }

    private static Server server(int port, ExchangeTerms terms, PeerKeys keys, DeliveryFolder delivery)
            throws IOException {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServletContextHandler context = new ServletContextHandler();
        Path data = Files.createTempDirectory("phase4-server");
        data.toFile().deleteOnExit();
        context.addServletContainerInitializer((classes, servlets) -> {
            // The order matters: phase4's servlet cannot be made before the scope exists.
            WebScopeManager.onGlobalBegin(servlets);
            WebFileIO.initPaths(data.toFile(), data.toString(), false);
            AS4ServerInitializer.initAS4Server();
            addServlet(servlets, terms.pMode(), keys, delivery);
        });
        server.setHandler(context);
        return server;
    }

    private static void addServlet(ServletContext servlets, PMode pMode, PeerKeys keys, DeliveryFolder delivery) {
        MetaAS4Manager.getPModeMgr().createOrUpdatePMode(pMode);
        Receiver receiver = new Receiver(new AS4XServletHandler()
                .setRequestHandlerCustomizer(new IAS4ServletRequestHandlerCustomizer() {
                    @Override
                    public void customizeBeforeHandling(
                            IRequestWebScopeWithoutResponse request,
                            AS4UnifiedResponse response,
                            AS4RequestHandler handler) {
                        handler.setCryptoFactory(keys.crypto());
                        handler.setPModeResolver((id, service, action, from, to, agreement, address) -> pMode);
                        handler.setIncomingSecurityConfiguration(new AS4IncomingSecurityConfiguration()
                                .setSigningParams(AS4SigningParams.createDefault())
                                .setCryptParams(AS4CryptParams.createDefault()));
                        handler.setProcessorSupplier(
                                () -> new CommonsArrayList<IAS4IncomingMessageProcessorSPI>(delivery));
                    }

                    @Override
                    public void customizeAfterHandling(
                            IRequestWebScopeWithoutResponse request,
                            AS4UnifiedResponse response,
                            AS4RequestHandler handler) {}
                }));
        servlets.addServlet("as4", receiver).addMapping(PATH);
    }

    private static final class Receiver extends AbstractXServlet {
        private static final long serialVersionUID = 1L;

        Receiver(AS4XServletHandler handler) {
            settings().setMultipartEnabled(false);
            handlerRegistry().registerHandler(EHttpMethod.POST, handler);
        }
    }
}
