package org.cretula.conformance;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** A report as one HTML page that needs nothing else: no script, no fonts or pictures from elsewhere; fit to print. */
public final class HtmlReport {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private HtmlReport() {}

    /** Renders a report; equal reports give the same text. */
    public static String render(Report report) {
        StringOutput out = new StringOutput();
        TEMPLATES.render("report.jte", report, out);
        return out.toString();
    }
}
