package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;

/**
 * The ISAKMP header, 28 octets, big-endian (RFC 2408 3.1).
 *
 * <pre>
 *  0                   1                   2                   3
 * |                       Initiator Cookie (8)                    |
 * |                       Responder Cookie (8)                    |
 * |  Next Payload | MjVer | MnVer | Exchange Type |     Flags     |
 * |                          Message ID (4)                       |
 * |                            Length (4)                         |
 * </pre>
 *
 * @param nextPayload type of the first payload; of the first encrypted one if the encryption flag is set
 * @param flags bit 0 encryption, bit 1 commit, bit 2 authentication only
 * @param messageId 0 in phase 1
 * @param length of the whole message in octets, header included
 */
public record IsakmpHeader(
        Cookie initiatorCookie,
        Cookie responderCookie,
        int nextPayload,
        int exchangeType,
        int flags,
        int messageId,
        int length) {
    public static final int LENGTH = 28;
    public static final int ENCRYPTION = 1;
    public static final int COMMIT = 2;
    public static final int AUTHENTICATION_ONLY = 4;
    /** What one UDP datagram can carry. */
    public static final int LARGEST_MESSAGE = 65_507;

    public boolean isEncrypted() {
        return (flags & ENCRYPTION) != 0;
    }

    /** Reads and checks the header of {@code message}, which must be one whole datagram without non-ESP marker. */
    public static Decoded<IsakmpHeader> decode(Octets message) {
        if (message.length() < LENGTH) {
            return Decoded.refused(Refusal.SHORTER_THAN_HEADER, message.length() + " octets");
        }
        if (message.length() > LARGEST_MESSAGE) {
            return Decoded.refused(Refusal.TOO_LARGE, message.length() + " octets");
        }
        Cookie initiator = Cookie.at(message, 0);
        if (initiator.isNone()) {
            return Decoded.refused(Refusal.NO_INITIATOR_COOKIE, "initiator cookie is zero");
        }
        // RFC 2408 5.2: "the Major and Minor Version fields are confirmed to be correct". IKEv1 is 1.0.
        int version = message.u8(17);
        if (version != 0x10) {
            return Decoded.refused(Refusal.WRONG_VERSION, "version " + (version >> 4) + "." + (version & 15));
        }
        int exchange = message.u8(18);
        if (exchange == 0) {
            return Decoded.refused(Refusal.WRONG_EXCHANGE_TYPE, "exchange type 0");
        }
        int flags = message.u8(19);
        // RFC 2408 3.1: "The remaining bits of the Flags field MUST be set to 0".
        if ((flags & ~(ENCRYPTION | COMMIT | AUTHENTICATION_ONLY)) != 0) {
            return Decoded.refused(Refusal.WRONG_FLAGS, "flags " + flags);
        }
        long length = message.u32(24);
        if (length != message.length()) {
            return Decoded.refused(
                    Refusal.WRONG_LENGTH, "header says " + length + ", datagram has " + message.length() + " octets");
        }
        return Decoded.of(new IsakmpHeader(
                initiator, Cookie.at(message, 8), message.u8(16), exchange, flags, (int) message.u32(20), (int)
                        length));
    }

    /** This header with another length: what stands before a body of {@code bodyLength} octets. */
    public IsakmpHeader withBody(int bodyLength) {
        return new IsakmpHeader(
                initiatorCookie, responderCookie, nextPayload, exchangeType, flags, messageId, LENGTH + bodyLength);
    }

    public Octets encode() {
        return Octets.concat(
                initiatorCookie.octets(),
                responderCookie.octets(),
                Octets.of(nextPayload, 0x10, exchangeType, flags),
                Octets.ofNumber(messageId, 4),
                Octets.ofNumber(length, 4));
    }
}
