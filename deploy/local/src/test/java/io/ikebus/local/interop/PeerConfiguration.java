package io.ikebus.local.interop;

/** swanctl.conf(5) for the peer: the connection {@code site} with the child {@code net}. */
final class PeerConfiguration {

    /** The address of the connection's end. */
    private static final String HOST = "dynamic";

    private PeerConfiguration() {}

    static String of(Terms terms, Passage passage, String preSharedKey) {
        return """
                connections {
                    site {
                        version = 1
                        aggressive = %s
                        encap = %s
                        dpd_delay = 3s
                        dpd_timeout = 60s
                        local_addrs = %s
                        remote_addrs = %s
                        proposals = %s
                        local {
                            auth = %s
                            id = %s
                %s
                        }
                        remote {
                            auth = %s
                            id = %s
                        }
                        children {
                            net {
                                local_ts = %s
                                remote_ts = %s
                                %s = %s
                                mode = %s
                                sha256_96 = %s
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
                        yes(terms.aggressive()),
                        yes(terms.encapsulated()),
                        Site.PEER_ADDRESS,
                        passage.usSeen(),
                        terms.peerIke(),
                        terms.proof().peers(),
                        Site.PEER_IDENTITY,
                        terms.proof() == Terms.Proof.PRE_SHARED_KEY ? "" : "certs = own.pem",
                        terms.proof().peers(),
                        Site.OUR_IDENTITY,
                        terms.kind().transport() ? HOST : Site.PEER_NETWORK,
                        terms.kind().transport() ? HOST : Site.OUR_NETWORK,
                        terms.kind().ah() ? "ah_proposals" : "esp_proposals",
                        terms.peerEsp(),
                        terms.kind().transport() ? "transport" : "tunnel",
                        // To the peer the length is a property of the child and no other algorithm.
                        yes(terms.ourEsp().endsWith("sha2_256_96")),
                        Site.PEER_IDENTITY,
                        Site.OUR_IDENTITY,
                        preSharedKey);
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
