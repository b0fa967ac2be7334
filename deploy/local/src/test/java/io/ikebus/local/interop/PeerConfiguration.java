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
                        pull = %s
                        %s
%s
                        children {
                            net {
                                %s
                                %s
                                %s = %s
                                mode = %s
                                sha256_96 = %s
                            }
                        }
                    }
                }
                pools {
                    bed {
                        addrs = %s
                        dns = %s
                    }
                }
                secrets {
                    ike-1 {
                        id-1 = %s
                        id-2 = %s
                        secret = "%s"
                    }
                    xauth-1 {
                        id = %s
                        secret = "%s"
                    }
                    xauth-2 {
                        id = %s
                        secret = "%s"
                    }
                }
                """.formatted(
                        yes(terms.aggressive()),
                        yes(terms.encapsulated()),
                        Site.PEER_ADDRESS,
                        passage.usSeen(),
                        terms.peerIke(),
                        yes(!terms.access().push()),
                        switch (terms.access().client()) {
                            case NEITHER -> "";
                            case PEER -> "vips = 0.0.0.0";
                            case WE -> "pools = bed";
                        },
                        ends(terms),
                        // Without one it is the address that has been given.
                        terms.access().client() == Access.End.PEER ? "" : "local_ts = " + own(terms),
                        terms.access().client() == Access.End.WE ? "" : "remote_ts = " + ours(terms),
                        terms.kind().ah() ? "ah_proposals" : "esp_proposals",
                        terms.peerEsp(),
                        terms.kind().transport() ? "transport" : "tunnel",
                        // To the peer the length is a property of the child and no other algorithm.
                        yes(terms.ourEsp().endsWith("sha2_256_96")),
                        Site.OUR_HOST + "/32",
                        Site.PEER_HOST,
                        Site.PEER_IDENTITY,
                        Site.OUR_IDENTITY,
                        preSharedKey,
                        Site.PEERS_USER,
                        Site.PEERS_PASSWORD,
                        Site.OUR_USER,
                        Site.OUR_PASSWORD);
    }

    private static String own(Terms terms) {
        return terms.kind().transport() ? HOST : terms.peerNetwork();
    }

    private static String ours(Terms terms) {
        return terms.kind().transport() ? HOST : terms.ourNetwork();
    }

    /** How each end proves who it is, in one round or in two. */
    private static String ends(Terms terms) {
        Access access = terms.access();
        boolean peerIsUser = access.user() == Access.End.PEER;
        boolean weAreUser = access.user() == Access.End.WE;
        String user = "xauth_id = " + Site.PEERS_USER;
        StringBuilder ends = new StringBuilder();
        if (peerIsUser && access.hybrid()) {
            ends.append(end("local", "xauth", Site.PEER_IDENTITY, user));
        } else {
            String own = terms.proof() == Terms.Proof.PRE_SHARED_KEY ? "" : "certs = own.pem";
            ends.append(end("local", terms.proof().peers(), Site.PEER_IDENTITY, own));
            ends.append(peerIsUser ? end("local-xauth", "xauth", "", user) : "");
        }
        if (weAreUser && access.hybrid()) {
            ends.append(end("remote", "xauth", Site.OUR_IDENTITY, ""));
        } else {
            ends.append(end("remote", terms.proof().peers(), Site.OUR_IDENTITY, ""));
            ends.append(weAreUser ? end("remote-xauth", "xauth", "", "") : "");
        }
        return ends.toString();
    }

    private static String end(String name, String method, String identity, String more) {
        return """
                        %s {
                            auth = %s
                            %s
                            %s
                        }
                """.formatted(name, method, identity.isEmpty() ? "" : "id = " + identity, more);
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
