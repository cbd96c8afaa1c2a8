package org.cretula.signing.internal.general;

import java.util.List;
import org.cretula.signing.SignedContent;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;

/** How far the signature goes: "valid" is said of this and of nothing else (attack X15). */
@Explained(
        passed =
                "What is signed is named, and if it is a part of the document only, that is said; nothing else is signed.")
public final class SignedScope implements Check<List<SignedContent>> {

    private static final int MOST = 20;

    @Override
    public String id() {
        return "signed-scope";
    }

    @Override
    public String clause() {
        return "XML Signature 1.1, 8.1; EN 319 102-1 V1.4.1, 5.1.4.2";
    }

    @Override
    public Finding examine(List<SignedContent> scope) {
        List<String> words =
                scope.stream().map(SignedContent::words).limit(MOST).toList();
        boolean whole = scope.stream().anyMatch(c -> c.kind() == SignedContent.Kind.WHOLE_DOCUMENT);
        boolean part = !whole && scope.stream().anyMatch(SignedContent::part);
        return passed((part ? "only a part of the document is signed: " : "what is signed: ")
                + (words.isEmpty() ? "nothing that verified" : String.join("; ", words))
                + (scope.size() > MOST ? "; and " + (scope.size() - MOST) + " more" : "")
                + (part ? "; what is around it, anybody may have changed" : ""));
    }
}
