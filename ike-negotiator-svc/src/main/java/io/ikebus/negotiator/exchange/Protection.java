package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.keys.Hashes;
import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.Refusal;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Encryption of ISAKMP messages and the IVs that chain them (RFC 2409 Appendix B). Reading changes nothing: the IV of
 * the next message is the last ciphertext block of a message that has been verified, and only then the caller keeps it.
 */
final class Protection {
    private final IsakmpProposal proposal;
    private final IsakmpKeys keys;

    Protection(IsakmpProposal proposal, IsakmpKeys keys) {
        this.proposal = proposal;
        this.keys = keys;
    }

    static Protection of(IsakmpSa sa) {
        return new Protection(sa.proposal(), sa.keys());
    }

    /** The IV of the first message of a later exchange: hash of the last block of phase 1 and the message ID. */
    static Octets firstIv(IsakmpSa sa, int messageId) {
        return KeyDerivation.exchangeIv(sa.proposal().hash(), sa.proposal().cipher(), sa.lastBlock(), messageId);
    }

    Octets seal(Octets iv, Cookie initiator, Cookie responder, int exchangeType, int messageId, PayloadChain chain) {
        int block = proposal.cipher().blockOctets();
        int rest = chain.encoded().length() % block;
        // RFC 2409 Appendix B: "padded up to the nearest block size using bytes containing 0x00".
        Octets padded =
                rest == 0 ? chain.encoded() : Octets.concat(chain.encoded(), Octets.wrap(new byte[block - rest]));
        IsakmpHeader header = new IsakmpHeader(
                        initiator, responder, chain.firstType(), exchangeType, IsakmpHeader.ENCRYPTION, messageId, 0)
                .withBody(padded.length());
        return Octets.concat(header.encode(), proposal.cipher().encrypt(keys.encryptionKey(), iv, padded));
    }

    /** What a message says when it is decrypted; with a wrong key that is garbage and refused nearly always. */
    Decoded<PayloadChain> open(Octets iv, IsakmpHeader header, Octets message) {
        Octets body = IsakmpMessage.bodyOf(message);
        if (!header.isEncrypted()) {
            return Decoded.refused(Refusal.WRONG_FLAGS, "not encrypted");
        }
        if (body.isBlank() || body.length() % proposal.cipher().blockOctets() != 0) {
            return Decoded.refused(Refusal.WRONG_LENGTH, body.length() + " octets are no whole blocks");
        }
        return PayloadChain.decodePadded(
                header.nextPayload(), proposal.cipher().decrypt(keys.encryptionKey(), iv, body));
    }

    /** The last ciphertext block: the IV of the message after this one. */
    Octets lastBlock(Octets message) {
        return message.from(message.length() - proposal.cipher().blockOctets());
    }

    /** {@code HASH(1)} over these payloads, and then they (RFC 2409 5.5 and 5.7). */
    PayloadChain withHash1(int messageId, List<Payload> payloads) {
        PayloadChain rest = PayloadChain.of(payloads);
        return behind(Hashes.hash1(proposal.hash(), keys.skeyidA(), messageId, rest.encoded()), payloads);
    }

    /** {@code HASH(2)} over these payloads, and then they (RFC 2409 5.5). */
    PayloadChain withHash2(int messageId, Octets ni, List<Payload> payloads) {
        PayloadChain rest = PayloadChain.of(payloads);
        return behind(Hashes.hash2(proposal.hash(), keys.skeyidA(), messageId, ni, rest.encoded()), payloads);
    }

    boolean hasHash1(int messageId, PayloadChain chain) {
        return chain.payloads().getFirst() instanceof Payload.Hash(Octets hash)
                && hash.equalsConstantTime(
                        Hashes.hash1(proposal.hash(), keys.skeyidA(), messageId, chain.afterFirst()));
    }

    boolean hasHash2(int messageId, Octets ni, PayloadChain chain) {
        return chain.payloads().getFirst() instanceof Payload.Hash(Octets hash)
                && hash.equalsConstantTime(
                        Hashes.hash2(proposal.hash(), keys.skeyidA(), messageId, ni, chain.afterFirst()));
    }

    boolean hasHash3(int messageId, Octets ni, Octets nr, PayloadChain chain) {
        return chain.payloads().getFirst() instanceof Payload.Hash(Octets hash)
                && hash.equalsConstantTime(hash3(messageId, ni, nr));
    }

    Octets hash3(int messageId, Octets ni, Octets nr) {
        return Hashes.hash3(proposal.hash(), keys.skeyidA(), messageId, ni, nr);
    }

    private static PayloadChain behind(Octets hash, List<Payload> payloads) {
        List<Payload> all = new ArrayList<>();
        all.add(new Payload.Hash(hash));
        all.addAll(payloads);
        return PayloadChain.of(all);
    }
}
