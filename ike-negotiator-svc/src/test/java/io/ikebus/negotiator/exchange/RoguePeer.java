package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.keys.Hashes;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;

/** A peer that has the keys of an ISAKMP SA and sends under them what it likes. */
public final class RoguePeer {
    private static final int PAYLOAD_HEADER = 4;

    private final Session session;
    private final IsakmpSa sa;

    private RoguePeer(Session session, IsakmpSa sa) {
        this.session = session;
        this.sa = sa;
    }

    /** @param session an established one, of either end */
    public static RoguePeer of(Session session) {
        if (session.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
            return new RoguePeer(session, sa);
        }
        throw new IllegalStateException("the session is not established");
    }

    public IsakmpSa sa() {
        return sa;
    }

    /** A first message with a right HASH(1), and behind it {@code rest}, of which the first payload has this type. */
    public Octets authentic(int exchangeType, int messageId, int restType, Octets rest) {
        return withHash(exchangeType, messageId, hash1(messageId, rest), restType, rest);
    }

    public Octets hash1(int messageId, Octets rest) {
        return Hashes.hash1(sa.proposal().hash(), sa.keys().skeyidA(), messageId, rest);
    }

    public Octets withHash(int exchangeType, int messageId, Octets hash, int restType, Octets rest) {
        Octets header = Octets.of(restType, 0, 0, PAYLOAD_HEADER + hash.length());
        return encrypted(exchangeType, messageId, PayloadType.HASH, Octets.concat(header, hash, rest));
    }

    /** Under the right keys, and nothing more. */
    public Octets encrypted(int exchangeType, int messageId, int firstType, Octets body) {
        int block = sa.proposal().cipher().blockOctets();
        Octets padded = Octets.concat(body, Octets.wrap(new byte[(block - body.length() % block) % block]));
        Octets sealed =
                sa.proposal().cipher().encrypt(sa.keys().encryptionKey(), Protection.firstIv(sa, messageId), padded);
        return Octets.concat(
                header(firstType, exchangeType, IsakmpHeader.ENCRYPTION, messageId, padded.length()), sealed);
    }

    /** Not even encrypted. */
    public Octets clear(int exchangeType, int messageId, int firstType, Octets body) {
        return Octets.concat(header(firstType, exchangeType, 0, messageId, body.length()), body);
    }

    /** The SPI of the ISAKMP SA, as a Delete names it. */
    public Octets cookies() {
        return Octets.concat(
                session.key().initiatorCookie().octets(), sa.responderCookie().octets());
    }

    private Octets header(int firstType, int exchangeType, int flags, int messageId, int bodyOctets) {
        return new IsakmpHeader(
                        session.key().initiatorCookie(),
                        sa.responderCookie(),
                        firstType,
                        exchangeType,
                        flags,
                        messageId,
                        0)
                .withBody(bodyOctets)
                .encode();
    }
}
