package io.ikebus.local.interop;

import io.ikebus.local.interop.Access.End;
import io.ikebus.local.interop.Terms.Proof;

/** A line of the interop table: it is tried with the peer as initiator, and with us. */
enum Row {
    MAIN_PSK_GCM("aes256-sha256-modp2048", "aes256-sha2_256-modp2048", "aes128gcm16", "aes128gcm16"),
    MAIN_PSK_CBC_PFS(
            "aes256-sha256-modp3072", "aes256-sha2_256-modp3072", "aes256-sha256-modp2048", "aes256-sha2_256-modp2048"),
    MAIN_PSK_SHA1_CURVE_PFS("aes128-sha1-ecp256", "aes128-sha1-ecp256", "aes128-sha1-ecp256", "aes128-sha1-ecp256"),
    MAIN_PSK_CTR("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128ctr-sha256", "aes128ctr-sha2_256"),
    MAIN_PSK_CCM("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes256ccm12", "aes256ccm12"),
    MAIN_PSK_GMAC("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gmac", "aes128gmac"),
    MAIN_PSK_CAMELLIA(
            "camellia256-sha256-modp2048",
            "camellia256-sha2_256-modp2048",
            "camellia192-aesxcbc",
            "camellia192-aesxcbc"),
    MAIN_PSK_TRIPLE_DES("3des-sha1-modp2048", "3des-sha1-modp2048", "3des-sha1", "3des-sha1"),
    MAIN_PSK_NULL("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "null-sha256", "null-sha2_256_96"),
    MAIN_PSK_CURVE25519(
            "aes128-sha256-curve25519", "aes128-sha2_256-curve25519", "aes128gcm16-x25519", "aes128gcm16-curve25519"),
    MAIN_PSK_BRAINPOOL(
            "aes256-sha384-ecp384bp", "aes256-sha2_384-ecp384bp", "aes128-sha256-ecp256bp", "aes128-sha2_256-ecp256bp"),
    MAIN_PSK_SMALL_CURVES(
            "aes128-sha256-ecp224", "aes128-sha2_256-ecp224", "aes128-sha256-ecp192", "aes128-sha2_256-ecp192"),
    DEFAULT_POLICY(Terms.of("default", "", "default", ""), Passage.DIRECT),
    CNSA_POLICY(Terms.of("aes256-sha384-ecp384", "", "aes256gcm16", "").underPolicy("CNSA"), Passage.DIRECT),
    LEGACY_SUBGROUP(
            Terms.of(
                            "aes128-sha256-modp2048s256",
                            "aes128-sha2_256-modp2048s256",
                            "aes128-sha1-modp1024s160",
                            "aes128-sha1-modp1024s160")
                    .underPolicy("LEGACY"),
            Passage.DIRECT),
    LEGACY_MODP_1024(
            Terms.of("aes128-sha1-modp1024", "aes128-sha1-modp1024", "aes128-sha1-modp1536", "aes128-sha1-modp1536")
                    .underPolicy("LEGACY"),
            Passage.DIRECT),
    LEGACY_MD5(
            Terms.of("3des-md5-modp1024", "3des-md5-modp1024", "3des-sha1-modp768", "3des-sha1-modp768")
                    .underPolicy("LEGACY"),
            Passage.DIRECT),
    LEGACY_DES(
            Terms.of("des-sha1-modp768", "des-sha1-modp768", "aes128-sha1", "aes128-sha1")
                    .underPolicy("LEGACY"),
            Passage.DIRECT),
    LEGACY_POLICY(Terms.of("3des-sha1-modp1024", "", "3des-sha1", "").underPolicy("LEGACY"), Passage.DIRECT),
    MAIN_RSA(
            Terms.of("aes192-sha384-ecp384", "aes192-sha2_384-ecp384", "aes256gcm16", "aes256gcm16")
                    .provedBy(Proof.RSA),
            Passage.DIRECT),
    MAIN_ECDSA_256(
            Terms.of("aes256-sha512-ecp256", "aes256-sha2_512-ecp256", "aes192-sha384", "aes192-sha2_384")
                    .provedBy(Proof.ECDSA_256),
            Passage.DIRECT),
    MAIN_ECDSA_384(
            Terms.of("aes128-sha1-modp2048", "aes128-sha1-modp2048", "aes256-sha512-ecp384", "aes256-sha2_512-ecp384")
                    .provedBy(Proof.ECDSA_384),
            Passage.DIRECT),
    AGGRESSIVE_PSK(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .inAggressiveMode(),
            Passage.DIRECT),
    AGGRESSIVE_RSA(
            Terms.of("aes256-sha1-modp2048", "aes256-sha1-modp2048", "aes256-sha1", "aes256-sha1")
                    .provedBy(Proof.RSA)
                    .inAggressiveMode(),
            Passage.DIRECT),
    MAIN_PSK_AH(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "sha256", "ah-sha2_256")
                    .authenticatingOnly(),
            Passage.DIRECT),
    MAIN_PSK_AH_TRANSPORT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "sha384-ecp256", "ah-sha2_384-ecp256")
                    .authenticatingOnly()
                    .inTransportMode(),
            Passage.DIRECT),
    MAIN_PSK_TRANSPORT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .inTransportMode(),
            Passage.DIRECT),
    MAIN_PSK_ESN(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128-sha256-esn", "aes128-sha2_256")
                    .withExtendedSequenceNumbers(),
            Passage.DIRECT),
    MAIN_PSK_RANGES(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .betweenRanges(),
            Passage.DIRECT),
    MAIN_PSK_PEER_IS_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .with(Access.userIs(End.PEER)),
            Passage.DIRECT),
    MAIN_PSK_WE_ARE_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .with(Access.userIs(End.WE)),
            Passage.DIRECT),
    AGGRESSIVE_PSK_PEER_IS_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .inAggressiveMode()
                    .with(Access.userIs(End.PEER)),
            Passage.DIRECT),
    AGGRESSIVE_PSK_WE_ARE_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .inAggressiveMode()
                    .with(Access.userIs(End.WE)),
            Passage.DIRECT),
    MAIN_RSA_PEER_IS_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .provedBy(Proof.RSA)
                    .with(Access.userIs(End.PEER)),
            Passage.DIRECT),
    MAIN_RSA_WE_ARE_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .provedBy(Proof.RSA)
                    .with(Access.userIs(End.WE)),
            Passage.DIRECT),
    MAIN_HYBRID_PEER_IS_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .provedBy(Proof.RSA)
                    .with(Access.userIs(End.PEER).only()),
            Passage.DIRECT),
    MAIN_HYBRID_WE_ARE_USER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .provedBy(Proof.RSA)
                    .with(Access.userIs(End.WE).only()),
            Passage.DIRECT),
    MAIN_PSK_PEER_PULLS_ADDRESS(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .with(Access.pulledBy(End.PEER)),
            Passage.DIRECT),
    MAIN_PSK_PUSHED_ADDRESS_TO_PEER(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .with(Access.pushedTo(End.PEER)),
            Passage.DIRECT),
    MAIN_PSK_WE_PULL_ADDRESS(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .with(Access.pulledBy(End.WE)),
            Passage.DIRECT),
    MAIN_PSK_PUSHED_ADDRESS_TO_US(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .with(Access.pushedTo(End.WE)),
            Passage.DIRECT),
    MAIN_RSA_PEER_IS_USER_AND_PULLS_ADDRESS(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .provedBy(Proof.RSA)
                    .with(Access.pulledBy(End.PEER).ofUser(End.PEER)),
            Passage.DIRECT),
    MAIN_PSK_FORCED_INSIDE_UDP(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .insideUdp(),
            Passage.DIRECT),
    MAIN_PSK_PEER_BEHIND_NAT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16"),
            Passage.PEER_BEHIND_NAT),
    AGGRESSIVE_PSK_PEER_BEHIND_NAT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .inAggressiveMode(),
            Passage.PEER_BEHIND_NAT),
    MAIN_PSK_TRANSPORT_PEER_BEHIND_NAT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .inTransportMode(),
            Passage.PEER_BEHIND_NAT),
    MAIN_PSK_TRANSPORT_US_BEHIND_NAT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128-sha256", "aes128-sha2_256")
                    .inTransportMode(),
            Passage.US_BEHIND_NAT),
    MAIN_PSK_US_BEHIND_NAT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128-sha256", "aes128-sha2_256"),
            Passage.US_BEHIND_NAT),
    MAIN_RSA_BOTH_BEHIND_NAT(
            Terms.of("aes128-sha256-ecp256", "aes128-sha2_256-ecp256", "aes128gcm16", "aes128gcm16")
                    .provedBy(Proof.RSA),
            Passage.BOTH_BEHIND_NAT),
    /** Public values of 1024 octets, so that messages 3 and 4 are too large for a datagram. */
    MAIN_RSA_IN_FRAGMENTS(
            Terms.of("aes256-sha512-modp8192", "aes256-sha2_512-modp8192", "aes256gcm16", "aes256gcm16")
                    .provedBy(Proof.RSA),
            Passage.DIRECT),
    LIBRESWAN_MAIN_PSK_CBC_PFS(
            Terms.of(
                    "aes256-sha2_256;modp2048",
                    "aes256-sha2_256-modp2048",
                    "aes256-sha2_256;modp2048",
                    "aes256-sha2_256-modp2048"),
            Passage.DIRECT,
            Daemon.LIBRESWAN),
    LIBRESWAN_MAIN_PSK_GCM(
            Terms.of("aes128-sha2_256;dh19", "aes128-sha2_256-ecp256", "aes_gcm128-null", "aes128gcm16"),
            Passage.DIRECT,
            Daemon.LIBRESWAN),
    LIBRESWAN_MAIN_RSA(
            Terms.of("aes256-sha2_512;modp3072", "aes256-sha2_512-modp3072", "aes_gcm256-null", "aes256gcm16")
                    .provedBy(Proof.RSA),
            Passage.DIRECT,
            Daemon.LIBRESWAN),
    LIBRESWAN_AGGRESSIVE_PSK(
            Terms.of("aes256-sha2_256;modp2048", "aes256-sha2_256-modp2048", "aes128-sha1", "aes128-sha1")
                    .inAggressiveMode(),
            Passage.DIRECT,
            Daemon.LIBRESWAN);

    private final Terms terms;
    private final Passage passage;
    private final Daemon daemon;

    Row(String peerIke, String ourIke, String peerEsp, String ourEsp) {
        this(Terms.of(peerIke, ourIke, peerEsp, ourEsp), Passage.DIRECT);
    }

    Row(Terms terms, Passage passage) {
        this(terms, passage, Daemon.STRONGSWAN);
    }

    /** @param daemon in whose words the terms are */
    Row(Terms terms, Passage passage, Daemon daemon) {
        this.terms = terms;
        this.passage = passage;
        this.daemon = daemon;
    }

    /** Whether both ends must have sent IKE fragments. */
    boolean needsFragments() {
        return this == MAIN_RSA_IN_FRAGMENTS;
    }

    Daemon daemon() {
        return daemon;
    }

    Terms terms() {
        return terms;
    }

    Passage passage() {
        return passage;
    }
}
