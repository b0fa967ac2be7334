package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;

/** A message in clear: header and payloads. An encrypted message is its header and {@link #bodyOf} until decrypted. */
public record IsakmpMessage(IsakmpHeader header, PayloadChain chain) {

    /** A message in clear with these payloads; the header's first type and length are set here. */
    public static IsakmpMessage of(
            Cookie initiatorCookie, Cookie responderCookie, int exchangeType, int messageId, Payload... payloads) {
        PayloadChain chain = PayloadChain.of(payloads);
        return new IsakmpMessage(
                new IsakmpHeader(initiatorCookie, responderCookie, chain.firstType(), exchangeType, 0, messageId, 0)
                        .withBody(chain.encoded().length()),
                chain);
    }

    /** Decodes a message that is not encrypted. */
    public static Decoded<IsakmpMessage> decode(Octets message) {
        return IsakmpHeader.decode(message)
                .then(header -> header.isEncrypted()
                        ? Decoded.refused(Refusal.WRONG_FLAGS, "encrypted")
                        : PayloadChain.decode(header.nextPayload(), bodyOf(message))
                                .map(chain -> new IsakmpMessage(header, chain)));
    }

    public static Octets bodyOf(Octets message) {
        return message.from(IsakmpHeader.LENGTH);
    }

    public Octets encode() {
        return Octets.concat(header.encode(), chain.encoded());
    }
}
