package io.ikebus.negotiator.auth;

/** The form of what the nonce's key hides in the revised mode of public key encryption. */
public enum EncryptionPayloads {
    RFC2409,
    /**
     * As Huawei's routers write them: each payload's IV is zero, the padding's last octet counts itself, and type,
     * protocol and port of the identity are in clear.
     */
    HUAWEI
}
