package io.ikebus.local.interop;

/**
 * What both ends are to agree on, in strongSwan's words and in ours.
 *
 * @param peerIke and so on: as swanctl.conf(5) has them
 * @param ourIke and so on: as our API has them; empty to list nothing
 * @param aggressive Aggressive Mode in the place of Main Mode
 * @param encapsulated whether packets shall travel inside UDP also where nothing translates addresses
 * @param policy ours
 */
record Terms(
        String peerIke,
        String ourIke,
        String peerEsp,
        String ourEsp,
        Proof proof,
        boolean aggressive,
        boolean encapsulated,
        String policy) {

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
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, Proof.PRE_SHARED_KEY, false, false, "DEFAULT");
    }

    Terms provedBy(Proof other) {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, other, aggressive, encapsulated, policy);
    }

    Terms inAggressiveMode() {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, true, encapsulated, policy);
    }

    Terms insideUdp() {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, aggressive, true, policy);
    }

    Terms underPolicy(String other) {
        return new Terms(peerIke, ourIke, peerEsp, ourEsp, proof, aggressive, encapsulated, other);
    }
}
