package io.ikebus.local.bench;

import io.ikebus.local.load.LoadOrder;
import io.ikebus.local.load.LoadOrder.Metered;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.testkit.Prerequisite;
import io.ikebus.testkit.Prerequisites;
import io.ikebus.testkit.net.Namespaces;
import io.ikebus.testkit.net.WireEnd;
import io.ikebus.testkit.peer.PeerOptions;
import io.ikebus.testkit.peer.StrongswanPeer;
import java.util.List;
import java.util.Optional;

/**
 * strongSwan's charon with Debian's settings under the same load, in a network namespace. Where the kernel has no ESP it
 * fails to install after message 3, when the generator's clock has stopped.
 */
final class StrongswanResponder implements AutoCloseable {
    private static final String KEY = "a key for measuring only";
    private static final String IDENTITY = "east.bench.example";

    private final Namespaces namespaces;
    private final StrongswanPeer peer;

    private StrongswanResponder(Namespaces namespaces, StrongswanPeer peer) {
        this.namespaces = namespaces;
        this.peer = peer;
    }

    /** What is missing to run it; empty if nothing is. */
    static Optional<String> missing() {
        return Prerequisites.missing(Prerequisite.ROOT, Prerequisite.STRONGSWAN);
    }

    static StrongswanResponder start(String ike, String child) {
        Namespaces namespaces = Namespaces.create("load", "charon");
        try {
            namespaces.wire(
                    new WireEnd("load", "load0", "192.0.2.1/24"), new WireEnd("charon", "charon0", "192.0.2.2/24"));
            return new StrongswanResponder(
                    namespaces,
                    StrongswanPeer.start(
                            namespaces,
                            "charon",
                            configuration(ike, child),
                            PeerOptions.with(PeerOptions.Esp.KERNEL)
                                    .and(
                                            "dos_protection = no\nfilelog {\nlog {\ndefault = -1\nike = -1\ncfg = -1\nknl = -1\nesp = -1\n}\n}\n")));
        } catch (RuntimeException e) {
            namespaces.close();
            throw e;
        }
    }

    Generator generator() {
        return new Generator(namespaces.inside("load"));
    }

    LoadOrder order(String ike, String child) {
        return new LoadOrder(
                Endpoint.parse("192.0.2.2:500"),
                List.of(IpAddress.parse("192.0.2.1")),
                15_500,
                IDENTITY,
                KEY,
                ike,
                child,
                List.of(new Metered("charon", pid(), true)),
                1,
                0,
                0,
                0);
    }

    private long pid() {
        return peer.process()
                .orElseThrow(() -> new BenchFailure("charon has ended: " + peer.log()))
                .pid();
    }

    /** strongSwan writes sha2_256 as sha256. */
    private static String configuration(String ike, String child) {
        return """
                connections {
                  bench {
                    version = 1
                    local_addrs = 192.0.2.2
                    remote_addrs = %%any
                    proposals = %s
                    unique = never
                    local {
                      auth = psk
                      id = %s
                    }
                    remote {
                      auth = psk
                    }
                    children {
                      net {
                        local_ts = 10.2.0.0/16
                        remote_ts = 192.0.2.0/24
                        esp_proposals = %s
                      }
                    }
                  }
                }
                secrets {
                  ike-bench {
                    secret = "%s"
                  }
                }
                """.formatted(ike.replace("sha2_", "sha"), IDENTITY, child.replace("sha2_", "sha"), KEY);
    }

    @Override
    public void close() {
        peer.close();
        namespaces.close();
    }
}
