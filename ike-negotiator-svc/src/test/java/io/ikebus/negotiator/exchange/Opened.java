package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.keys.Hashes;
import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message as its sender had it before it was encrypted, and a way to send another one in its place.
 *
 * @param first type of the first payload
 * @param chain the payloads, with padding
 */
public record Opened(IsakmpHeader header, int first, Octets chain, Optional<Key> key) {
    private static final int HASH_HEADER = 4;

    /**
     * What a message is encrypted with.
     *
     * @param hash that it begins with
     * @param ni the nonce that HASH(2) covers
     */
    public record Key(IsakmpSa sa, Octets iv, Hash hash, Octets ni) {}

    /** RFC 2409 5.5; phase 1 has none of them, and HASH(3) covers nothing of its message. */
    public enum Hash {
        FIRST,
        SECOND,
        NONE
    }

    /** All messages of a handshake, in their order. @param sa what it has led to */
    public static List<Opened> all(IsakmpSa sa, List<Octets> messages) {
        Map<Integer, Octets> ivs = new HashMap<>();
        Map<Integer, Octets> nonces = new HashMap<>();
        return messages.stream()
                .map(message -> open(sa, messages, message, ivs, nonces))
                .toList();
    }

    private static Opened open(
            IsakmpSa sa, List<Octets> messages, Octets message, Map<Integer, Octets> ivs, Map<Integer, Octets> nonces) {
        IsakmpHeader header = read(IsakmpHeader.decode(message));
        Octets body = IsakmpMessage.bodyOf(message);
        if (!header.isEncrypted()) {
            return new Opened(header, header.nextPayload(), body, Optional.empty());
        }
        int id = header.messageId();
        Octets iv = ivs.getOrDefault(id, id == 0 ? phase1Iv(sa, messages) : Protection.firstIv(sa, id));
        ivs.put(id, Protection.of(sa).lastBlock(message));
        Octets plain = sa.proposal().cipher().decrypt(sa.keys().encryptionKey(), iv, body);
        if (id == 0) {
            return new Opened(
                    header, header.nextPayload(), plain, Optional.of(new Key(sa, iv, Hash.NONE, Octets.EMPTY)));
        }
        Optional<Octets> nonce = read(PayloadChain.decodePadded(header.nextPayload(), plain))
                .only(Payload.Nonce.class)
                .map(Payload.Nonce::body);
        Octets ni = nonces.get(id);
        Hash hash = ni == null ? Hash.FIRST : nonce.isPresent() ? Hash.SECOND : Hash.NONE;
        nonce.ifPresent(value -> nonces.putIfAbsent(id, value));
        return new Opened(
                header,
                header.nextPayload(),
                plain,
                Optional.of(new Key(sa, iv, hash, ni == null ? Octets.EMPTY : ni)));
    }

    private static Octets phase1Iv(IsakmpSa sa, List<Octets> messages) {
        List<Octets> values = messages.stream()
                .map(IsakmpMessage::decode)
                .filter(Decoded.Accepted.class::isInstance)
                .map(Opened::read)
                .flatMap(message -> message.chain().only(Payload.KeyExchange.class).stream())
                .map(Payload.KeyExchange::body)
                .toList();
        return KeyDerivation.firstIv(sa.proposal().hash(), sa.proposal().cipher(), values.get(0), values.get(1));
    }

    /** Another chain in its place; a HASH(1) or HASH(2) that stands at its beginning is made right. */
    public Octets replaced(int exchangeType, int firstType, Octets other) {
        if (key.isEmpty()) {
            return Octets.concat(header(exchangeType, firstType, other.length()), other);
        }
        IsakmpSa sa = key.get().sa();
        Octets hashed =
                key.get().hash() != Hash.NONE && firstType == PayloadType.HASH ? withHash(key.get(), other) : other;
        int block = sa.proposal().cipher().blockOctets();
        Octets padded = Octets.concat(hashed, Octets.wrap(new byte[(block - hashed.length() % block) % block]));
        return Octets.concat(
                header(exchangeType, firstType, padded.length()),
                sa.proposal()
                        .cipher()
                        .encrypt(sa.keys().encryptionKey(), key.get().iv(), padded));
    }

    private Octets withHash(Key with, Octets other) {
        if (other.length() < HASH_HEADER || other.u16(2) < HASH_HEADER || other.u16(2) > other.length()) {
            return other;
        }
        Octets rest = trimmed(other.u8(0), other.from(other.u16(2)));
        IsakmpSa sa = with.sa();
        Octets hash = with.hash() == Hash.FIRST
                ? Hashes.hash1(sa.proposal().hash(), sa.keys().skeyidA(), header.messageId(), rest)
                : Hashes.hash2(sa.proposal().hash(), sa.keys().skeyidA(), header.messageId(), with.ni(), rest);
        return Octets.concat(Octets.of(other.u8(0), 0, 0, HASH_HEADER + hash.length()), hash, rest);
    }

    /** Padding does not belong to what is hashed. */
    private static Octets trimmed(int firstType, Octets padded) {
        return PayloadChain.decodePadded(firstType, padded)
                        instanceof Decoded.Accepted<PayloadChain>(PayloadChain chain)
                ? chain.encoded()
                : padded;
    }

    private Octets header(int exchangeType, int firstType, int bodyOctets) {
        return new IsakmpHeader(
                        header.initiatorCookie(),
                        header.responderCookie(),
                        firstType,
                        exchangeType,
                        header.flags(),
                        header.messageId(),
                        0)
                .withBody(bodyOctets)
                .encode();
    }

    private static <T> T read(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Accepted<T>(T value) -> value;
            case Decoded.Refused<T> refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
