package org.cretula.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.conformance.internal.Inbox;
import org.cretula.transport.As4Sender;
import org.cretula.transport.PMode;
import org.cretula.transport.PartyId;
import org.cretula.trust.Providers;

/**
 * Examines a partner: judges the vectors, sends it good and faulty messages, and lets it send to us.
 *
 * <p>What a partner's answers mean is judged by the transport's own rules; what it delivered is known only where it lets
 * us look. Nothing is repeated: each assertion is marked by one scenario, and each body that was exchanged is saved
 * before it is judged.
 */
public final class Examination {

    /** How long a message is waited for that the partner was told to send; it may say so before it sends. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Plan plan;
    private final Clock clock;
    private final Sheet sheet;
    private final EvidenceFolder evidence;
    private final Progress progress;
    private final Duration patience;

    private Examination(Plan plan, Clock clock, EvidenceFolder evidence, Progress progress, Duration patience) {
        this.plan = plan;
        this.clock = clock;
        this.evidence = evidence;
        this.progress = progress;
        this.patience = patience;
        this.sheet = new Sheet(progress, evidence);
    }

    /**
     * Examines.
     *
     * @param output folder for the exchanged bodies, made if absent; they go into {@code evidence} below it
     * @param nodes starts the partner's node where the plan names one
     * @throws InputException when plan, vectors or node cannot be used; a partner that misbehaves is a result instead
     */
    public static Report run(Plan plan, Path output, Clock clock, NodeFactory nodes, Progress progress)
            throws InputException {
        return run(plan, output, clock, nodes, progress, PATIENCE);
    }

    /** The same, which waits so long for a message that the partner was told to send. */
    static Report run(Plan plan, Path output, Clock clock, NodeFactory nodes, Progress progress, Duration patience)
            throws InputException {
        return new Examination(plan, clock, new EvidenceFolder(output.resolve("evidence")), progress, patience)
                .run(nodes);
    }

    private Report run(NodeFactory nodes) throws InputException {
        Instant begin = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        documents();
        Plan.Place.Running place;
        if (plan.place() instanceof Plan.Place.Started started) {
            progress.step("starting the partner's node");
            try (Node node = nodes.start(started.config(), store -> store)) {
                place = new Plan.Place.Running(node.endpoint(), node.observe(), node.trigger());
                messages(place);
            }
        } else {
            place = (Plan.Place.Running) plan.place();
            messages(place);
        }
        return new Report(
                plan.title(),
                begin,
                name(plan.identity().party()),
                name(plan.outgoing().responder().party()),
                needs(place),
                sheet.results(),
                evidence.close());
    }

    private void documents() throws InputException {
        if (plan.vectors().isEmpty()) {
            return;
        }
        progress.step("documents");
        Providers providers = new Providers();
        for (Vector vector : Vector.in(plan.vectors().get())) {
            Vector.Outcome outcome = vector.judge(providers);
            sheet.instance(
                    "document-verdict", vector.name(), outcome.agrees() ? Mark.PASS : Mark.FAIL, outcome.explanation());
        }
    }

    private void messages(Plan.Place.Running place) throws InputException {
        try (As4Sender sender = As4Sender.builder(plan.identity(), clock)
                .tap(evidence)
                .timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60))
                .build()) {
            Bench bench = new Bench(plan, clock, place, sheet, evidence, sender);
            if (takes(Assertion.Role.RESPONDER)) {
                progress.step("responder: " + place.endpoint());
                new ResponderScenarios(bench).run();
            }
            if (takes(Assertion.Role.INITIATOR)) {
                initiator(bench);
            }
        }
    }

    private boolean takes(Assertion.Role role) {
        if (!plan.roles().contains(role)) {
            all(role, Mark.NOT_APPLICABLE, "the plan says that the partner does not take this role");
            return false;
        }
        return true;
    }

    private void initiator(Bench bench) throws InputException {
        Optional<URI> trigger = bench.trigger;
        Optional<InetSocketAddress> listen = plan.listen();
        if (trigger.isEmpty() || listen.isEmpty()) {
            String missing = trigger.isEmpty() ? "trigger for the partner" : "'listen' address for the examiner";
            all(Assertion.Role.INITIATOR, Mark.INCONCLUSIVE, "the partner could not be told to send: no " + missing);
            return;
        }
        progress.step("initiator: " + trigger.get());
        try (Inbox inbox = Inbox.open(plan.identity(), plan.incoming(), listen.get(), clock, evidence)) {
            new InitiatorScenarios(bench, inbox, trigger.get(), patience).run();
        } catch (IOException e) {
            throw new InputException("examiner: listen: " + e.getMessage(), e);
        }
    }

    private void all(Assertion.Role role, Mark mark, String why) {
        evidence.begin("none");
        Catalogue.of(role).forEach(a -> sheet.mark(a.id(), mark, why));
    }

    private List<Report.Need> needs(Plan.Place.Running place) {
        PMode mode = plan.outgoing();
        List<Report.Need> needs = new ArrayList<>();
        needs.add(need("endpoint that receives our messages", place.endpoint().toString()));
        needs.add(need(
                "party and role",
                name(mode.responder().party()) + ", " + mode.responder().role()));
        needs.add(need(
                "certificate that it signs with",
                subject(mode.partnerSigningCertificates().get(0))));
        needs.add(need(
                "certificate to encrypt for",
                mode.partnerEncryptionCertificate().map(Examination::subject).orElse("none")));
        needs.add(need(
                "exchange that knows us",
                name(plan.identity().party()) + ", agreement "
                        + mode.agreement().orElse("none") + ", service "
                        + mode.service().value() + ", action " + mode.action() + ", " + mode.security()));
        needs.add(need("our certificate, for both uses", subject(plan.identity().signingCertificate())));
        needs.add(optional(
                "list of what it delivered (observe)",
                place.observe(),
                "what was delivered, and how often, is not known"));
        needs.add(optional(
                "trigger that makes it send to us", place.trigger(), "the partner as initiator is not examined"));
        needs.add(
                plan.listen().isPresent()
                        ? need(
                                "way to our own endpoint",
                                plan.listen().get().getHostString() + ":"
                                        + plan.listen().get().getPort() + ", path /as4")
                        : new Report.Need(
                                "way to our own endpoint", "none: the partner as initiator is not examined", false));
        return needs;
    }

    private static Report.Need need(String what, String given) {
        return new Report.Need(what, given, true);
    }

    private static Report.Need optional(String what, Optional<URI> given, String without) {
        return new Report.Need(what, given.map(URI::toString).orElse("none: " + without), given.isPresent());
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String name(PartyId party) {
        return party.id() + party.type().map(t -> " (" + t + ")").orElse("");
    }
}
