package org.cretula.transport;

import java.util.List;
import java.util.Optional;

/** Finds the P-Mode that a message falls under, by what its header says; the {@code pmode} attribute is never used. */
public interface PModes {

    /**
     * The one P-Mode for this header; empty when none fits, or more than one. One that does not {@link PMode#fits fit}
     * is not believed.
     */
    Optional<PMode> find(Header header);

    /**
     * The part of a message header by which a P-Mode is found; untrusted until the signature is verified.
     *
     * @param from the sending party with its role
     * @param to the receiving party with its role
     * @param service service with its type
     * @param action action
     * @param agreement value of AgreementRef
     */
    record Header(
            PMode.Member from, PMode.Member to, PMode.Service service, String action, Optional<String> agreement) {}

    /**
     * A fixed list. A message of the test service falls under the P-Mode of the two parties whatever its service, and
     * is then acknowledged without being delivered.
     */
    static PModes of(List<PMode> modes) {
        List<PMode> all = List.copyOf(modes);
        return header -> {
            List<PMode> fitting = all.stream().filter(m -> m.fits(header)).toList();
            if (fitting.isEmpty() && header.service().isTest()) {
                return all.stream()
                        .filter(m -> m.testService().fits(header))
                        .findFirst()
                        .map(PMode::testService);
            }
            return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
        };
    }
}
