package io.ikebus.negotiator.vault;

/** What came back from the vault. */
sealed interface VaultReply {
    /** 200. Whoever takes the body wipes it by {@link VaultBody#close}. */
    record Answered(VaultBody body) implements VaultReply {}

    /**
     * Any 4xx: asking again does not help.
     *
     * @param problem the last word of the problem's type, or nothing
     */
    record Refused(int status, String problem) implements VaultReply {
        /** Of a refusal that tells of what was asked, its problem; else that there was one. */
        String reason() {
            boolean ofTheMatter = status == 404 || status == 409 || status == 422;
            return ofTheMatter && !problem.isEmpty() ? problem : "vault-refused-" + status;
        }
    }

    /**
     * No answer, or none that makes sense.
     *
     * @param reason a stable code: {@code vault-timeout}, {@code vault-unreachable}, {@code vault-io}, {@code
     *     vault-error}
     */
    record Failed(String reason) implements VaultReply {}
}
