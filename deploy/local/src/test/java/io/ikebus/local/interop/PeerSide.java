package io.ikebus.local.interop;

import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.peer.PeerOptions;
import io.ikebus.testkit.peer.StrongswanPeer;
import io.ikebus.testkit.process.Completed;
import java.nio.file.Path;
import java.time.Duration;

/** The strongSwan at the other end, with the connection {@code site} and its child {@code net}. */
final class PeerSide implements AutoCloseable {

    private static final String CHILD = "net";
    private static final String CONNECTION = "site";
    /** Its log then holds what it derives, so that it is known what must not be found elsewhere. */
    private static final String TELLING_SECRETS = "filelog {\n log {\n ike = 4\n }\n }";

    private final Path configuration = Directories.temporary("peer").resolve("swanctl.conf");
    private final StrongswanPeer daemon;

    PeerSide(String namespace) {
        this.daemon = StrongswanPeer.start(
                namespace, "", PeerOptions.with(PeerOptions.Esp.KERNEL).and(TELLING_SECRETS));
    }

    void configure(Suite suite, String preSharedKey) {
        TextFile.write(configuration, suite.peerConfiguration(preSharedKey));
        daemon.swanctl("--load-all", "--clear", "--file", configuration.toString())
                .orThrow();
    }

    /** Returns when the tunnel is up, or it is clear that it will not be. */
    Completed initiate() {
        return daemon.initiate(CHILD);
    }

    /** Tries, where nothing will come of it; the daemon goes on trying when this returns. */
    Completed initiateInVain() {
        return daemon.swanctl("--initiate", "--child", CHILD, "--timeout", "10");
    }

    Completed rekeyChild() {
        return daemon.swanctl("--rekey", "--child", CHILD);
    }

    Completed terminate() {
        return daemon.terminate(CONNECTION);
    }

    /** Forgets an ISAKMP SA that does not come up; else the next attempt would wait for it. */
    void giveUp() {
        daemon.swanctl("--terminate", "--ike", CONNECTION, "--force", "--timeout", "10");
        Waiting.until("the peer has given up", Duration.ofSeconds(20), () -> !hasSa());
    }

    /** Whether it holds an ISAKMP SA in any state. */
    boolean hasSa() {
        return daemon.listSas().contains(CONNECTION + ":");
    }

    String log() {
        return daemon.log();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
