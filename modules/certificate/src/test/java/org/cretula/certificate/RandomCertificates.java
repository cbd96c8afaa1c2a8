package org.cretula.certificate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.cretula.certificate.CertificateOfOrigin.Certification;
import org.cretula.certificate.CertificateOfOrigin.Declaration;
import org.cretula.certificate.CertificateOfOrigin.Totals;
import org.cretula.certificate.CertificateOfOrigin.Validity;
import org.cretula.certificate.Conditions.Cumulation;
import org.cretula.certificate.Conditions.Exhibition;
import org.cretula.certificate.Relations.FirstCertificate;
import org.cretula.certificate.Transport.Document;
import org.cretula.certificate.Transport.Port;

/** Certificates that make no sense but are allowed: every part there or not, with texts that XML likes to break. */
final class RandomCertificates {

    private static final String[] BITS = {
        "a", "B7", "&", "<", ">", "\"", "'", "]]>", "é", "Ж", "ශ්‍රී", "中文", "🍷", "\u202E", "\u00A0", "x  y", "&amp;",
        "<!--", "=\"",
    };

    private final Random random;

    RandomCertificates(long seed) {
        random = new Random(seed);
    }

    CertificateOfOrigin next() {
        int items = 1 + random.nextInt(4);
        return new CertificateOfOrigin(
                line(),
                new UUID(random.nextLong(), random.nextLong()),
                1 + random.nextInt(999),
                Integer.toString(random.nextInt(1000)),
                moment(),
                new Validity(maybe(this::date), date()),
                random.nextBoolean(),
                maybe(() -> new Agreement(line(), maybe(this::line))),
                maybe(() -> letters("abcdefghijklmnopqrstuvwxyz", 2)),
                maybe(() -> "https://" + letters("abc./?&=<>\"'", 8)),
                line(),
                relations(),
                conditions(),
                new Party(maybe(this::id), line(), Optional.of(address()), maybe(this::contact)),
                maybe(this::party),
                maybe(this::party),
                party(),
                new IssuingBody(line(), line(), country(), maybe(this::address), maybe(this::contact)),
                new Certification(line(), maybe(this::line), block(), maybe(this::line)),
                new Declaration(block(), date(), maybe(this::line)),
                transport(),
                country(),
                country(),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> new Invoice(i + line(), date()))
                        .toList(),
                IntStream.range(0, items).mapToObj(i -> goods(1 + i * 7)).toList(),
                new Totals(
                        maybe(this::measure),
                        maybe(this::measure),
                        maybe(() -> 1 + random.nextInt(100_000)),
                        maybe(() -> 1 + random.nextInt(100)),
                        maybe(this::money)),
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> block()).toList());
    }

    private GoodsItem goods(int line) {
        boolean confidential = random.nextBoolean();
        return new GoodsItem(
                line,
                block(),
                new HsCode(letters("0123456789", 4 + random.nextInt(9)), pick(HsCode.Edition.values())),
                country(),
                maybe(() -> new OriginCriterion(line(), maybe(this::line), maybe(this::percent), maybe(this::block))),
                maybe(this::block),
                maybe(() -> new GoodsItem.Packages(1 + random.nextInt(9999), letters("ABCX1", 2))),
                maybe(this::measure),
                maybe(this::measure),
                maybe(this::measure),
                maybe(this::money),
                confidential ? Optional.empty() : maybe(this::party),
                confidential,
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> i + line()).toList());
    }

    private Relations relations() {
        return new Relations(
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> i + line()).toList(),
                maybe(this::block),
                maybe(this::line),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> new FirstCertificate(
                                i + line(), maybe(this::date), maybe(this::line), maybe(this::country)))
                        .toList());
    }

    private Conditions conditions() {
        return new Conditions(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                maybe(this::party),
                maybe(() -> new Exhibition(line(), line())),
                maybe(() -> new Cumulation(
                        pick(Cumulation.Kind.values()),
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> country())
                                .distinct()
                                .toList(),
                        maybe(this::percent))),
                random.nextBoolean());
    }

    private Transport transport() {
        return new Transport(
                maybe(() -> Integer.toString(random.nextInt(10))),
                maybe(this::date),
                maybe(this::line),
                maybe(this::line),
                maybe(this::port),
                maybe(this::port),
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> country()).toList(),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> new Document("7" + letters("0123456789", 2), i + line(), maybe(this::date)))
                        .toList());
    }

    private Port port() {
        return new Port(maybe(() -> country().value() + letters("ABCZ29", 3)), line());
    }

    private Party party() {
        return new Party(maybe(this::id), line(), maybe(this::address), maybe(this::contact));
    }

    private Party.Id id() {
        return new Party.Id(line(), maybe(this::line));
    }

    private Party.Contact contact() {
        return new Party.Contact(Optional.of(line()), maybe(this::line), maybe(this::line));
    }

    private Address address() {
        return new Address(maybe(this::line), maybe(this::line), maybe(this::line), maybe(this::line), country());
    }

    private Measure measure() {
        BigDecimal value = decimal();
        return new Measure(
                value.signum() == 0 ? BigDecimal.ONE : value, letters("ABCDEFGH0123", 1 + random.nextInt(3)));
    }

    private Money money() {
        return new Money(decimal(), letters("ABCDEFGH", 3));
    }

    private BigDecimal decimal() {
        return new BigDecimal(new BigInteger(random.nextInt(50), random), random.nextInt(7));
    }

    private BigDecimal percent() {
        return new BigDecimal(BigInteger.valueOf(random.nextInt(10001)), 2 + random.nextInt(4));
    }

    private CountryCode country() {
        return new CountryCode(letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2));
    }

    private LocalDate date() {
        return LocalDate.of(1900, 1, 1).plusDays(random.nextInt(109_000));
    }

    private OffsetDateTime moment() {
        LocalDateTime local = date().atStartOfDay().plusSeconds(random.nextInt(86_400));
        return local.atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 840 + 1) - 840)));
    }

    private String line() {
        StringBuilder b = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            b.append(pick(BITS)).append(random.nextInt(4) == 0 ? " " : "");
        }
        String text = b.toString().strip();
        return text.isBlank() ? "z" : text;
    }

    private String block() {
        return random.nextBoolean() ? line() : line() + "\n" + line() + "\n\n" + line();
    }

    private String letters(String from, int count) {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < count; i++) {
            b.append(from.charAt(random.nextInt(from.length())));
        }
        return b.toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> T pick(T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }
}
