package io.ikebus.local.interop;

import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.peer.PeerOptions;
import io.ikebus.testkit.peer.StrongswanPeer;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.process.Command;
import io.ikebus.testkit.process.Completed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The strongSwan at the other end, with the connection {@code site} and its child {@code net}. */
final class PeerSide implements Opponent, AutoCloseable {

    private static final String CHILD = "net";
    private static final String CONNECTION = "site";
    /** Its log then holds what it derives, so that it is known what must not be found elsewhere. */
    private static final String TELLING_SECRETS =
            "filelog {\n log {\n ike = 4\n }\n }\n" + "i_dont_care_about_security_and_use_aggressive_mode_psk = yes\n"
                    // Its packets then have no more octets; the default is 1280.
                    + "fragment_size = 1200\n";

    private final Path configuration = Directories.temporary("peer").resolve("swanctl.conf");
    private final String namespace;
    private final StringBuilder earlierLogs = new StringBuilder();
    private StrongswanPeer daemon;
    private boolean resting;
    private final Map<Terms.Proof, PeerCertificate> own = new EnumMap<>(Terms.Proof.class);

    PeerSide(String namespace) {
        this.namespace = namespace;
        this.daemon = start();
    }

    private StrongswanPeer start() {
        return StrongswanPeer.start(
                namespace, "", PeerOptions.with(PeerOptions.Esp.KERNEL).and(TELLING_SECRETS));
    }

    @Override
    public void rest() {
        if (!resting) {
            earlierLogs.append(daemon.log());
            daemon.close();
            resting = true;
        }
    }

    /** @param authority that both ends trust */
    void learn(PeerAuthority authority) {
        TextFile.write(
                folder("x509ca").resolve("root.pem"), authority.certificate().pem());
        for (Terms.Proof proof : Terms.Proof.values()) {
            if (proof != Terms.Proof.PRE_SHARED_KEY) {
                own.put(proof, Credentials.issue(authority, proof, Site.PEER_IDENTITY));
            }
        }
    }

    /** swanctl looks for certificates and keys beside its configuration. */
    private Path folder(String name) {
        return Directories.make(configuration.resolveSibling(name));
    }

    @Override
    public void configure(Terms terms, Passage passage, String preSharedKey) {
        if (resting) {
            daemon = start();
            resting = false;
        }
        TextFile.write(configuration, PeerConfiguration.of(terms, passage, preSharedKey));
        // Only the one that is wanted: strongSwan decides by the first key that it finds for an identity.
        PeerCertificate certificate = own.get(terms.proof());
        if (certificate != null) {
            TextFile.write(folder("x509").resolve("own.pem"), certificate.pem());
            TextFile.write(folder("private").resolve("own.pem"), certificate.privateKeyPem());
        }
        daemon.swanctl("--load-all", "--clear", "--file", configuration.toString())
                .orThrow();
    }

    @Override
    public Completed initiate() {
        return daemon.initiate(CHILD);
    }

    /** Tries, where nothing will come of it; the daemon goes on trying when this returns. */
    Completed initiateInVain() {
        return daemon.swanctl("--initiate", "--child", CHILD, "--timeout", "10");
    }

    Completed rekeyChild() {
        return daemon.swanctl("--rekey", "--child", CHILD);
    }

    /** IKEv1 knows no rekeying of an ISAKMP SA: it is another phase 1. */
    Completed rekeyIke() {
        return daemon.swanctl("--rekey", "--ike", CONNECTION);
    }

    Completed terminateChild() {
        return daemon.swanctl("--terminate", "--child", CHILD);
    }

    @Override
    public Completed terminate() {
        return daemon.terminate(CONNECTION);
    }

    /** Else the next attempt would wait for it. */
    @Override
    public void giveUp() {
        daemon.swanctl("--terminate", "--ike", CONNECTION, "--force", "--timeout", "10");
        Waiting.until("the peer has given up", Duration.ofSeconds(20), () -> !hasSa());
    }

    @Override
    public boolean hasSa() {
        return daemon.listSas().contains(CONNECTION + ":");
    }

    /** From now on it neither hears nor says anything. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        long pid = daemon.process().orElseThrow().pid();
        Command.of(List.of("kill", "-" + name, Long.toString(pid))).run().orThrow();
    }

    String log() {
        return earlierLogs + (resting ? "" : daemon.log());
    }

    @Override
    public void close() {
        if (!resting) {
            daemon.close();
        }
    }
}
