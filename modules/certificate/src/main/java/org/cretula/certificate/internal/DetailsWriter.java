package org.cretula.certificate.internal;

import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.Conditions;
import org.cretula.certificate.GoodsItem;
import org.cretula.certificate.OriginCriterion;
import org.cretula.certificate.Relations;
import org.cretula.xml.CanonicalWriter;

/** Writes the extension: what UBL has no place for, in the order of {@code cretula-co-1.xsd}. */
public final class DetailsWriter {

    private final CanonicalWriter out;

    public DetailsWriter(CanonicalWriter out) {
        this.out = out;
    }

    /** Writes the first child of the document element. */
    public void write(CertificateOfOrigin c) {
        out.start("ext:UBLExtensions").start("ext:UBLExtension");
        out.element("ext:ExtensionURI", Profile.ID);
        out.start("ext:ExtensionContent").start(Profile.DETAILS);
        flag("co:PreferentialIndicator", c.preferential());
        c.agreement().ifPresent(a -> {
            out.start("co:Agreement").element("co:Code", a.code());
            a.name().ifPresent(n -> out.element("co:Name", n));
            out.end();
        });
        c.validity().from().ifPresent(d -> out.element("co:ValidFromDate", d.toString()));
        out.element("co:ValidToDate", c.validity().to().toString());
        c.language().ifPresent(l -> out.element("co:LanguageCode", l));
        c.verificationUrl().ifPresent(u -> out.element("co:VerificationURI", u));
        relations(c.relations());
        conditions(c.conditions());
        out.start("co:ExporterDeclaration").element("co:Text", c.declaration().text());
        out.element("co:Date", c.declaration().date().toString());
        c.declaration().place().ifPresent(p -> out.element("co:Place", p));
        out.end();
        c.goods().stream().filter(DetailsWriter::hasDetails).forEach(this::goods);
        out.end().end().end().end();
    }

    private void relations(Relations r) {
        r.replaces().forEach(n -> out.element("co:ReplacedCertificateNumber", n));
        r.replacementReason().ifPresent(s -> out.element("co:ReplacementReason", s));
        r.certifiedCopyOf().ifPresent(n -> out.element("co:CertifiedCopyOfNumber", n));
        r.firstCertificates().forEach(f -> {
            out.start("co:FirstCertificate").element("co:Number", f.number());
            f.issued().ifPresent(d -> out.element("co:Date", d.toString()));
            f.issuer().ifPresent(n -> out.element("co:IssuerName", n));
            f.country().ifPresent(x -> out.element("co:CountryCode", x.value()));
            out.end();
        });
    }

    private void conditions(Conditions c) {
        flag("co:RetroactiveIndicator", c.retroactive());
        flag("co:BackToBackIndicator", c.backToBack());
        flag("co:ThirdPartyInvoicingIndicator", c.thirdPartyInvoicing());
        c.thirdPartyOperator().ifPresent(p -> new PartyWriter(out).party("co:ThirdPartyOperator", p));
        c.exhibition()
                .ifPresent(e -> out.start("co:Exhibition")
                        .element("co:Name", e.name())
                        .element("co:Place", e.place())
                        .end());
        c.cumulation().ifPresent(u -> {
            out.start("co:Cumulation").element("co:KindCode", u.kind().name());
            u.countries().forEach(x -> out.element("co:CountryCode", x.value()));
            u.share().ifPresent(s -> out.element("co:SharePercent", s.toPlainString()));
            out.end();
        });
        flag("co:DeMinimisIndicator", c.deMinimis());
    }

    private static boolean hasDetails(GoodsItem g) {
        return g.producerConfidential()
                || !g.invoices().isEmpty()
                || g.criterion().map(DetailsWriter::hasDetails).orElse(false);
    }

    private static boolean hasDetails(OriginCriterion c) {
        return c.subCode().isPresent()
                || c.percent().isPresent()
                || c.legalText().isPresent();
    }

    private void goods(GoodsItem g) {
        out.start("co:GoodsItem").element("co:LineNumber", Integer.toString(g.line()));
        g.criterion().ifPresent(c -> {
            c.subCode().ifPresent(s -> out.element("co:CriterionSubCode", s));
            c.percent().ifPresent(p -> out.element("co:RegionalValueContentPercent", p.toPlainString()));
            c.legalText().ifPresent(t -> out.element("co:CriterionText", t));
        });
        flag("co:ProducerConfidentialIndicator", g.producerConfidential());
        g.invoices().forEach(n -> out.element("co:InvoiceNumber", n));
        out.end();
    }

    private void flag(String element, boolean value) {
        out.element(element, Boolean.toString(value));
    }
}
