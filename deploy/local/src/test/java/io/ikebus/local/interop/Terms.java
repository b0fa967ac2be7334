package io.ikebus.local.interop;

/**
 * What both ends are to agree on, in strongSwan's words and in ours.
 *
 * @param peerIke and so on: as swanctl.conf(5) has them
 * @param ourIke and so on: as our API has them; empty to list nothing
 * @param aggressive Aggressive Mode in the place of Main Mode
 * @param encapsulated whether packets shall travel inside UDP also where nothing translates addresses
 * @param kind of the child SA, whose algorithms are {@code peerEsp} and {@code ourEsp} whichever it is
 * @param policy ours
 * @param access what comes between phase 1 and Quick Mode
 */
record Terms(
        String peerIke,
        String ourIke,
        String peerEsp,
        String ourEsp,
        Proof proof,
        boolean aggressive,
        boolean encapsulated,
        Kind kind,
        String policy,
        Access access) {

    /**
     * What a child SA is besides its algorithms.
     *
     * @param ranges whether selectors are ranges of addresses that are no prefix
     */
    record Kind(boolean ah, boolean transport, boolean extendedSequenceNumbers, boolean ranges) {
        static final Kind USUAL = new Kind(false, false, false, false);

        /** As {@code ip xfrm state} shows it. */
        String shown() {
            return (ah ? "ah" : "esp")
                    + (transport ? " transport" : " tunnel")
                    + (extendedSequenceNumbers ? " esn" : "");
        }
    }

    /** How both ends prove who they are. */
    enum Proof {
        PRE_SHARED_KEY("PRE_SHARED_KEY", "psk"),
        RSA("RSA_SIGNATURE", "rsa"),
        ECDSA_256("ECDSA_256", "ecdsa"),
        ECDSA_384("ECDSA_384", "ecdsa");

        private final String ours;
        private final String peers;

        Proof(String ours, String peers) {
            this.ours = ours;
            this.peers = peers;
        }

        /** As our API has it. */
        String ours() {
            return ours;
        }

        /** As swanctl.conf(5) has it. */
        String peers() {
            return peers;
        }
    }

    static Terms of(String peerIke, String ourIke, String peerEsp, String ourEsp) {
        return new Terms(
                peerIke,
                ourIke,
                peerEsp,
                ourEsp,
                Proof.PRE_SHARED_KEY,
                false,
                false,
                Kind.USUAL,
                "DEFAULT",
                Access.NONE);
    }

    Terms provedBy(Proof other) {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, other, aggressive, encapsulated, kind, policy, access);
    }

    Terms inAggressiveMode() {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, true, encapsulated, kind, policy, access);
    }

    Terms insideUdp() {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, aggressive, true, kind, policy, access);
    }

    /** AH in the place of ESP. */
    Terms authenticatingOnly() {
        return with(new Kind(true, kind.transport(), kind.extendedSequenceNumbers(), kind.ranges()));
    }

    Terms inTransportMode() {
        return with(new Kind(kind.ah(), true, kind.extendedSequenceNumbers(), kind.ranges()));
    }

    Terms withExtendedSequenceNumbers() {
        return with(new Kind(kind.ah(), kind.transport(), true, kind.ranges()));
    }

    Terms betweenRanges() {
        return with(new Kind(kind.ah(), kind.transport(), kind.extendedSequenceNumbers(), true));
    }

    /** What is behind us, in a tunnel. */
    String ourNetwork() {
        return kind.ranges() ? Site.OUR_RANGE : Site.OUR_NETWORK;
    }

    /** What is behind the peer, in a tunnel. */
    String peerNetwork() {
        return kind.ranges() ? Site.PEER_RANGE : Site.PEER_NETWORK;
    }

    Terms underPolicy(String other) {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, aggressive, encapsulated, kind, other, access);
    }

    Terms with(Access other) {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, aggressive, encapsulated, kind, policy, other);
    }

    private Terms with(Kind other) {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, aggressive, encapsulated, other, policy, access);
    }
}
