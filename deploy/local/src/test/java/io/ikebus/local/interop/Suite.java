package io.ikebus.local.interop;

/**
 * What both ends are to agree on, in strongSwan's words and in ours.
 *
 * @param peerIke and so on: as swanctl.conf(5) has them
 * @param ourIke and so on: as our API has them
 */
enum Suite {
    GCM("aes256-sha256-modp2048", "aes128gcm16", "aes256-sha2_256-modp2048", "aes128gcm16"),
    CBC_WITH_PFS(
            "aes256-sha256-modp3072", "aes256-sha256-modp2048", "aes256-sha2_256-modp3072", "aes256-sha2_256-modp2048"),
    CURVE_WITH_PFS_AND_SHA1("aes128-sha1-ecp256", "aes128-sha1-ecp256", "aes128-sha1-ecp256", "aes128-sha1-ecp256");

    private final String peerIke;
    private final String peerEsp;
    private final String ourIke;
    private final String ourEsp;

    Suite(String peerIke, String peerEsp, String ourIke, String ourEsp) {
        this.peerIke = peerIke;
        this.peerEsp = peerEsp;
        this.ourIke = ourIke;
        this.ourEsp = ourEsp;
    }

    String ourIke() {
        return ourIke;
    }

    String ourEsp() {
        return ourEsp;
    }

    /** The peer's configuration: the connection {@code site} with the child {@code net}. */
    String peerConfiguration(String preSharedKey) {
        return """
                connections {
                    site {
                        version = 1
                        local_addrs = %s
                        remote_addrs = %s
                        proposals = %s
                        local {
                            auth = psk
                            id = %s
                        }
                        remote {
                            auth = psk
                            id = %s
                        }
                        children {
                            net {
                                local_ts = %s
                                remote_ts = %s
                                esp_proposals = %s
                            }
                        }
                    }
                }
                secrets {
                    ike-1 {
                        id-1 = %s
                        id-2 = %s
                        secret = "%s"
                    }
                }
                """.formatted(
                        Site.PEER_ADDRESS,
                        Site.OUR_ADDRESS,
                        peerIke,
                        Site.PEER_IDENTITY,
                        Site.OUR_IDENTITY,
                        Site.PEER_NETWORK,
                        Site.OUR_NETWORK,
                        peerEsp,
                        Site.PEER_IDENTITY,
                        Site.OUR_IDENTITY,
                        preSharedKey);
    }
}
