package org.cretula.conformance;

/**
 * One HTTP body that was exchanged, saved byte for byte.
 *
 * @param name file name in the evidence folder
 * @param mediaType media type without parameters, empty for none
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 */
public record EvidenceFile(String name, String mediaType, int size, String sha256) {}
