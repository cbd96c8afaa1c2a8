package org.cretula.signing.internal.doctor;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.xml.Canonicalization;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Finds out which accident broke a digest, if it was one of those that are known: what was digested is undone in each of
 * these ways, alone and two together, until the digest is the signed one. It never changes what is to be said of the
 * signature: {@link Diagnosis#addTo} only adds words.
 *
 * <p>Whoever writes a document must not choose how long it is looked at, so one doctor does a limited amount of work,
 * counted in bytes and attempts and not in seconds, that the same document always gets the same answer. A new one for each
 * document that is judged.
 */
public final class DigestDoctor {

    /** The most bytes of a document that are looked at. */
    public static final int LARGEST = 4 << 20;

    private static final long WORK = 64L << 20;
    private static final int ATTEMPTS = 200;

    /** Up to this size two accidents together are tried; the work on larger documents is done by then. */
    private static final int LARGEST_FOR_TWO = 1 << 20;

    /** What is said of a larger one. */
    public static final Diagnosis TOO_LARGE =
            new Diagnosis.NotTried("it is larger than " + (LARGEST >> 20) + " MiB, and larger ones are not looked at");

    private static final Diagnosis TOO_MUCH = new Diagnosis.NotTried("that is more work than is done for one document");

    private long work;
    private int attempts = ATTEMPTS;

    /** A doctor who has done nothing yet. */
    public DigestDoctor() {
        this(WORK);
    }

    /** One who does so much work, in bytes. */
    DigestDoctor(long work) {
        this.work = work;
    }

    /** How much work is left to do, in bytes; below zero by no more than the last attempt. */
    long left() {
        return work;
    }

    /**
     * Looks at XML. Where the digest matches as it is, there is nothing to explain, and nothing is explained.
     *
     * @param node a document or an element of one
     * @param leftOut the signatures that are not digested with it
     * @param form in which it is digested
     * @param signed the digest that was signed
     */
    public Diagnosis xml(
            Node node, Predicate<Element> leftOut, Canonicalization form, DigestAlgorithm algorithm, byte[] signed) {
        Patient patient = new Patient(algorithm, signed);
        byte[] now = canonical(node, leftOut, form);
        Optional<Diagnosis> refused = refused(now);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (patient.is(now)) {
            return new Diagnosis.Unexplained();
        }
        Seat seat = Seat.in(node, leftOut);
        Optional<Diagnosis> found = patient.xml(now, seat, isInclusive(form), List.of(), true);
        for (Canonicalization other : Canonicalization.values()) {
            if (found.isEmpty() && differs(form, other, seat, node)) {
                byte[] otherwise = canonical(node, leftOut, other);
                Accident accident =
                        isInclusive(form) == isInclusive(other) ? Accident.COMMENTS_COUNTED : Accident.OTHER_FORM;
                found = patient.is(otherwise)
                        ? Optional.of(new Diagnosis.Explained(List.of(accident)))
                        : patient.xml(otherwise, seat, isInclusive(other), List.of(accident), false);
            }
        }
        return found.orElseGet(this::nothingFound);
    }

    /** Looks at bytes of any kind; parameters as above. */
    public Diagnosis bytes(byte[] now, DigestAlgorithm algorithm, byte[] signed) {
        return refused(now).or(() -> new Patient(algorithm, signed).bytes(now)).orElseGet(this::nothingFound);
    }

    private Optional<Diagnosis> refused(byte[] now) {
        if (now.length > LARGEST) {
            return Optional.of(TOO_LARGE);
        }
        return isSpent() ? Optional.of(TOO_MUCH) : Optional.empty();
    }

    private Diagnosis nothingFound() {
        return isSpent() ? TOO_MUCH : new Diagnosis.Unexplained();
    }

    private boolean isSpent() {
        return work <= 0 || attempts <= 0;
    }

    private byte[] canonical(Node node, Predicate<Element> leftOut, Canonicalization form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        form.write(node, leftOut, out::write);
        work -= out.size();
        return out.toByteArray();
    }

    /** Version 1.1 writes what 1.0 does, but for attributes that hardly any document has. */
    private static boolean differs(Canonicalization form, Canonicalization other, Seat seat, Node node) {
        boolean version11 = other.uri().contains("c14n11");
        boolean comments = keepsComments(form) != keepsComments(other);
        boolean kind = isInclusive(form) != isInclusive(other);
        return !version11 && (kind || comments) && (!comments || seat.commented()) && isTaken(other, node);
    }

    private static boolean isTaken(Canonicalization form, Node node) {
        return node instanceof Document || !form.uri().contains("c14n11");
    }

    private static boolean isInclusive(Canonicalization form) {
        return form != Canonicalization.EXCLUSIVE && form != Canonicalization.EXCLUSIVE_WITH_COMMENTS;
    }

    private static boolean keepsComments(Canonicalization form) {
        return form.uri().endsWith("#WithComments");
    }

    /** The digest that is looked for. */
    private final class Patient {
        private final DigestAlgorithm algorithm;
        private final byte[] signed;

        Patient(DigestAlgorithm algorithm, byte[] signed) {
            this.algorithm = algorithm;
            this.signed = signed.clone();
        }

        boolean is(byte[] bytes) {
            work -= bytes.length;
            attempts--;
            return MessageDigest.isEqual(algorithm.digest(bytes), signed);
        }

        Optional<Diagnosis> xml(byte[] now, Seat seat, boolean inclusive, List<Accident> before, boolean two) {
            List<Repair> repairs = Repair.ofXml(survey(now, seat), seat, inclusive);
            Optional<Diagnosis> found = alone(now, repairs, before);
            if (found.isPresent() || !two || now.length > LARGEST_FOR_TWO) {
                return found;
            }
            for (Repair first : repairs) {
                Optional<byte[]> undone = isSpent() ? Optional.empty() : undone(now, first);
                if (undone.isPresent()) {
                    List<Repair> second = Repair.ofXml(survey(undone.get(), seat), seat, inclusive);
                    second.removeIf(r -> !r.isLikelyAfter(first));
                    found = alone(undone.get(), second, List.of(first.accident()));
                }
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        Optional<Diagnosis> bytes(byte[] now) {
            List<Repair> repairs = Repair.ofBytes(now);
            Optional<Diagnosis> found = alone(now, repairs, List.of());
            for (Repair first : repairs) {
                if (found.isEmpty() && !isSpent() && now.length <= LARGEST_FOR_TWO) {
                    List<Repair> second = repairs.stream()
                            .filter(r -> r.order() > first.order())
                            .toList();
                    found = undone(now, first).flatMap(u -> alone(u, second, List.of(first.accident())));
                }
            }
            return found;
        }

        private Survey survey(byte[] now, Seat seat) {
            work -= now.length;
            return Survey.of(now, seat);
        }

        private Optional<Diagnosis> alone(byte[] now, List<Repair> repairs, List<Accident> before) {
            for (Repair repair : repairs) {
                if (isSpent()) {
                    return Optional.empty();
                }
                MessageDigest digest = algorithm.start();
                if (write(now, repair, new Out(digest::update)) && MessageDigest.isEqual(digest.digest(), signed)) {
                    List<Accident> all = new java.util.ArrayList<>(before);
                    all.add(repair.accident());
                    return Optional.of(new Diagnosis.Explained(all));
                }
            }
            return Optional.empty();
        }

        private Optional<byte[]> undone(byte[] now, Repair repair) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(now.length + 64);
            return write(now, repair, new Out(bytes::write)) ? Optional.of(bytes.toByteArray()) : Optional.empty();
        }

        private boolean write(byte[] now, Repair repair, Out out) {
            boolean possible = repair.undoing().write(now, out);
            out.flush();
            // What was looked at is work too, where nothing came of it.
            work -= Math.max(now.length, out.written());
            attempts--;
            return possible;
        }
    }
}
