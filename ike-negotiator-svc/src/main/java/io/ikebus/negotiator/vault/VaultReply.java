package io.ikebus.negotiator.vault;

/** What came back from the vault. */
sealed interface VaultReply {
    /** 200. Whoever takes the body wipes it by {@link VaultBody#close}. */
    record Answered(VaultBody body) implements VaultReply {}

    /** Any 4xx: asking again does not help. */
    record Refused(int status) implements VaultReply {}

    /**
     * No answer, or none that makes sense.
     *
     * @param reason a stable code: {@code vault-timeout}, {@code vault-unreachable}, {@code vault-io}, {@code
     *     vault-error}
     */
    record Failed(String reason) implements VaultReply {}
}
