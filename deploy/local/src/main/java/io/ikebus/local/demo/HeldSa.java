package io.ikebus.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One SA as an agent shows it.
 *
 * @param keyDigest of its key and our challenge, hex; empty if the agent's kernel does not have the key
 */
record HeldSa(
        String spi,
        String direction,
        String protocol,
        String source,
        String destination,
        String mode,
        String encryption,
        int keyBits,
        String integrity,
        String selectors,
        String session,
        boolean installed,
        String keyDigest) {

    static HeldSa read(JsonNode sa) {
        return new HeldSa(
                sa.path("spi").asText(),
                sa.path("direction").asText(),
                sa.path("protocol").asText(),
                sa.path("source").asText(),
                sa.path("destination").asText(),
                sa.path("mode").asText(),
                sa.path("encryption").asText(),
                sa.path("keyBits").asInt(),
                sa.path("integrity").asText(),
                selectors(sa.path("policies")),
                sa.path("session").asText(),
                sa.path("installed").asBoolean(),
                sa.path("keyDigest").asText());
    }

    boolean isInbound() {
        return direction.equals("INBOUND");
    }

    /** Whether this is the other end's view of the same SA: what leaves there arrives here. */
    boolean isOtherEndOf(HeldSa other) {
        return spi.equals(other.spi)
                && protocol.equals(other.protocol)
                && destination.equals(other.destination)
                && isInbound() != other.isInbound();
    }

    /** For example {@code AES_CBC-256/HMAC_SHA2_256_128}. */
    String algorithms() {
        return encryption + "-" + keyBits + (integrity.equals("NONE") ? "" : "/" + integrity);
    }

    /** An inbound SA has a policy for what ends here and one for what is passed on; the selectors are the same. */
    private static String selectors(JsonNode policies) {
        JsonNode first = policies.path(0);
        return first.path("source").asText() + " -> "
                + first.path("destination").asText();
    }
}
