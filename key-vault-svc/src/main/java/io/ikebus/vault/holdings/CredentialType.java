package io.ikebus.vault.holdings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a credential is good for. */
public enum CredentialType {
    /** A secret that both ends have: RFC 2409 5.4. */
    @JsonProperty("psk")
    PSK("psk"),
    /** A private key of ours and the certificates that go with it: RFC 2409 5.1, RFC 4754. */
    @JsonProperty("signing-key")
    SIGNING_KEY("signing-key"),
    /** The certificate of an authority, or of a single peer, that we trust; it has no secret. */
    @JsonProperty("trust-anchor")
    TRUST_ANCHOR("trust-anchor"),
    /** A user's password, as XAUTH carries it. */
    @JsonProperty("xauth-user")
    XAUTH_USER("xauth-user"),
    /** An RSA key of ours that peers encrypt to, and that never signs: RFC 2409 5.2, 5.3. */
    @JsonProperty("decryption-key")
    DECRYPTION_KEY("decryption-key"),
    /** An RSA key of a peer that we encrypt to; it has no secret. */
    @JsonProperty("peer-public-key")
    PEER_PUBLIC_KEY("peer-public-key"),
    /** What an authority has revoked; it has no secret, and people have it as a resource of its own. */
    @JsonProperty("revocation-list")
    REVOCATION_LIST("revocation-list");

    private final String text;

    CredentialType(String text) {
        this.text = text;
    }

    public boolean hasSecret() {
        return this != TRUST_ANCHOR && this != PEER_PUBLIC_KEY && this != REVOCATION_LIST;
    }

    /** As in JSON and in the database. */
    @Override
    public String toString() {
        return text;
    }
}
