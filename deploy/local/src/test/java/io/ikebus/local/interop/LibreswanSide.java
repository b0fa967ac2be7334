package io.ikebus.local.interop;

import io.ikebus.testkit.peer.LibreswanPeer;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.process.Completed;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The libreswan at the other end; a new one for each configuration. */
final class LibreswanSide implements Opponent, AutoCloseable {
    private static final String CONNECTION = "site";

    private final String namespace;
    private final StringBuilder logs = new StringBuilder();
    private @Nullable LibreswanPeer daemon;
    private @Nullable PeerCertificate authority;
    private @Nullable PeerCertificate own;

    LibreswanSide(String namespace) {
        this.namespace = namespace;
    }

    /** @param root that both ends trust */
    void learn(PeerAuthority root) {
        authority = root.certificate();
        own = Credentials.issue(root, Terms.Proof.RSA, Site.PEER_IDENTITY);
    }

    @Override
    public void configure(Terms terms, Passage passage, String preSharedKey) {
        rest();
        daemon = LibreswanPeer.start(namespace, configuration(terms, passage), credentials(terms, preSharedKey));
    }

    private LibreswanPeer.Credentials credentials(Terms terms, String preSharedKey) {
        return terms.proof() == Terms.Proof.PRE_SHARED_KEY
                ? LibreswanPeer.Credentials.preSharedKey(Site.PEER_IDENTITY, Site.OUR_IDENTITY, preSharedKey)
                : LibreswanPeer.Credentials.certificate(Objects.requireNonNull(authority), Objects.requireNonNull(own));
    }

    /** ipsec.conf(5). */
    private static String configuration(Terms terms, Passage passage) {
        boolean preShared = terms.proof() == Terms.Proof.PRE_SHARED_KEY;
        return """
                config setup
                \tikev1-policy=accept
                conn site
                \tikev2=no
                \tauthby=%s
                \taggressive=%s
                \tencapsulation=%s
                \tleft=%s
                \tleftid=@%s
                \tleftsubnet=%s
                %s
                \tright=%s
                \trightid=@%s
                \trightsubnet=%s
                \tike=%s
                \tesp=%s
                \tpfs=%s
                \tdpddelay=3
                \tdpdtimeout=60
                \tdpdaction=clear
                \tauto=add
                """.formatted(
                preShared ? "secret" : "rsasig",
                terms.aggressive() ? "yes" : "no",
                terms.encapsulated() ? "yes" : "auto",
                Site.PEER_ADDRESS,
                Site.PEER_IDENTITY,
                Site.PEER_NETWORK,
                preShared
                        ? ""
                        : "\tleftcert=" + LibreswanPeer.OWN_CERTIFICATE + "\n\trightca=%any\n\tleftsendcert=always",
                passage.usSeen(),
                Site.OUR_IDENTITY,
                Site.OUR_NETWORK,
                terms.peerIke(),
                terms.peerEsp(),
                terms.peerEsp().contains(";") ? "yes" : "no");
    }

    private LibreswanPeer present() {
        return Objects.requireNonNull(daemon, "libreswan has been configured");
    }

    @Override
    public Completed initiate() {
        return present().up(CONNECTION);
    }

    @Override
    public Completed terminate() {
        return present().down(CONNECTION);
    }

    @Override
    public void giveUp() {
        terminate();
        Waiting.until("libreswan has given up", Duration.ofSeconds(20), () -> !hasSa());
    }

    @Override
    public boolean hasSa() {
        return !present().states().isEmpty();
    }

    @Override
    public void rest() {
        LibreswanPeer running = daemon;
        daemon = null;
        if (running != null) {
            logs.append(running.log());
            running.close();
        }
    }

    /** Of all that have run. */
    String log() {
        LibreswanPeer running = daemon;
        return logs + (running == null ? "" : running.log());
    }

    @Override
    public void close() {
        rest();
    }
}
