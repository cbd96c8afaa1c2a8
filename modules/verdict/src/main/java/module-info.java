/** Valid, invalid or cannot tell: with reasons. */
module org.cretula.verdict {
    requires static org.jspecify;

    exports org.cretula.verdict;
}
