package org.cretula.conformance;

import org.cretula.verdict.Indication;
import org.jspecify.annotations.Nullable;

/** A vector's header as it is written. */
final class VectorHeader {
    public @Nullable Indication expect;
    public @Nullable String check;
    public @Nullable String at;
    public @Nullable String trust;
    public @Nullable String exampleTrust;
    public @Nullable String comment;
}
