package org.cretula.transport.internal;

/** The errors that we report (ebMS 3.0 Core, 6.7; AS4 Profile V1.0, 5.1). */
enum EbmsCode {
    VALUE_NOT_RECOGNIZED("0001", "ValueNotRecognized", "ebMS", "content"),
    VALUE_INCONSISTENT("0003", "ValueInconsistent", "ebMS", "content"),
    OTHER("0004", "Other", "ebMS", "content"),
    CONNECTION_FAILURE("0005", "ConnectionFailure", "ebMS", "communication"),
    MIME_INCONSISTENCY("0007", "MimeInconsistency", "ebMS", "unpackaging"),
    FEATURE_NOT_SUPPORTED("0008", "FeatureNotSupported", "ebMS", "unpackaging"),
    INVALID_HEADER("0009", "InvalidHeader", "ebMS", "unpackaging"),
    PROCESSING_MODE_MISMATCH("0010", "ProcessingModeMismatch", "ebMS", "processing"),
    EXTERNAL_PAYLOAD_ERROR("0011", "ExternalPayloadError", "ebMS", "content"),
    FAILED_AUTHENTICATION("0101", "FailedAuthentication", "security", "processing"),
    FAILED_DECRYPTION("0102", "FailedDecryption", "security", "processing"),
    POLICY_NONCOMPLIANCE("0103", "PolicyNoncompliance", "security", "processing"),
    MISSING_RECEIPT("0301", "MissingReceipt", "reliability", "communication"),
    INVALID_RECEIPT("0302", "InvalidReceipt", "reliability", "communication"),
    DECOMPRESSION_FAILURE("0303", "DecompressionFailure", "ebMS", "communication");

    private final String number;
    private final String shortDescription;
    private final String origin;
    private final String category;

    EbmsCode(String number, String shortDescription, String origin, String category) {
        this.number = number;
        this.shortDescription = shortDescription;
        this.origin = origin;
        this.category = category;
    }

    /** As in {@code errorCode}. */
    String code() {
        return "EBMS:" + number;
    }

    String shortDescription() {
        return shortDescription;
    }

    String origin() {
        return origin;
    }

    /** Category in the form of the schema, upper camel case. */
    String category() {
        return Character.toUpperCase(category.charAt(0)) + category.substring(1);
    }
}
