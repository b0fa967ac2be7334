package io.ikebus.local.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.local.service.ServiceKind;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.testkit.process.Completed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Each check from its beginning to its end, on a stack that runs. */
final class Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Wire wire;
    private final Tunnel tunnel;
    private final BedStack stack;
    private final OurSide us;
    private final PeerSide peer;
    private final LibreswanSide libreswan;
    private final Records records;
    private final Path brokerData;
    private final List<byte[]> privateKeys = new ArrayList<>();
    private Row present = Row.MAIN_PSK_GCM;
    /** One entry for each half of a row that has held. */
    private final List<Row> held = new ArrayList<>();
    /** What both ends have been told, if they have and nothing went wrong since. */
    private @Nullable Row configured;

    Scenario(
            Wire wire,
            BedStack stack,
            OurSide us,
            PeerSide peer,
            LibreswanSide libreswan,
            Records records,
            Path brokerData) {
        this.wire = wire;
        this.tunnel = new Tunnel(wire);
        this.stack = stack;
        this.us = us;
        this.peer = peer;
        this.libreswan = libreswan;
        this.records = records;
        this.brokerData = brokerData;
    }

    void run(Check check) {
        switch (check) {
            case PEER_INITIATES_AND_PACKETS_CROSS_BOTH_WAYS -> {
                configure(Row.MAIN_PSK_GCM);
                peerInitiates();
            }
            case PEER_REKEYS_THE_CHILD -> peerRekeys();
            case PEER_DELETES -> peerDeletes();
            case PEER_RENEWS_BOTH_PHASES_UNDER_PACKETS -> peerRenews();
            case WE_RENEW_BOTH_PHASES_UNDER_PACKETS -> weRenew();
            case PEER_DELETES_ONLY_THE_CHILD -> peerDeletesChild();
            case WE_INITIATE_AND_PACKETS_CROSS_BOTH_WAYS -> weInitiate();
            case WE_DELETE -> weDelete();
            case NEGOTIATOR_IS_KILLED_BETWEEN_MESSAGES_3_AND_5 -> negotiatorIsKilled();
            case PEER_HAS_ANOTHER_PRE_SHARED_KEY -> peerHasAnotherKey();
            case WE_INITIATE_TO_ANOTHER_PRE_SHARED_KEY -> weInitiateToAnotherKey();
            case PEER_INITIATES_WITH_A_KEY_THAT_WE_HAVE_REPLACED -> withReplacedKey(this::peerInitiates);
            case WE_INITIATE_TO_A_PEER_WITH_A_KEY_THAT_WE_HAVE_REPLACED -> withReplacedKey(this::weInitiate);
            case BOTH_ASK_WHETHER_THE_OTHER_IS_THERE -> bothAsk();
            case PEER_FALLS_SILENT -> peerFallsSilent();
            case PEER_FALLS_SILENT_AND_NOTHING_GOES_IN_CLEAR -> peerFallsSilentAndNothingGoesInClear();
            case WIRE_CARRIED_ONLY_IKE_ESP_AND_AH -> tunnel.assertNothingInClear();
            case NO_TOPIC_HOLDS_A_SECRET ->
                new Search(records, held, tunnel.keysSeen(), peer.log(), privateKeys, brokerData).run();
            case KEYS_ARE_IN_THE_DATABASE_OR_IN_THE_TOKEN -> us.assertKeysAreInTheirPlace();
        }
    }

    /** Both ends get certificates of one authority. */
    void certify() {
        PeerAuthority authority = PeerAuthority.root("CN=bed", PeerKey.RSA_2048);
        us.learn(authority, privateKeys::add);
        peer.learn(authority);
        libreswan.learn(authority);
    }

    /** What has never run is slow, and slower here: the first handshake is no check, and may fail. */
    void warmUp() {
        configure(Row.MAIN_PSK_GCM);
        peer.initiate();
        clear();
    }

    /** Takes down whatever there is. */
    void clear() {
        configured = null;
        us.terminate();
        opponent().giveUp();
        tunnel.assertGone();
        Waiting.until("we have no session", PATIENCE, () -> us.sessions().isEmpty());
    }

    /** One half of a row. */
    void run(Row row, boolean weInitiate) {
        if (configured != row) {
            configure(row);
        }
        int logged = peer.log().length();
        if (weInitiate) {
            weInitiate();
            weDelete();
        } else {
            peerInitiates();
            peerDeletes();
        }
        if (row.needsFragments()) {
            assertThat(peer.log().substring(logged))
                    .as("the peer's log")
                    .contains("reassembled fragmented IKE message", "splitting IKE message");
        }
        held.add(row);
    }

    private void configure(Row row) {
        configure(row, Site.PRE_SHARED_KEY);
    }

    private void configure(Row row, String peersKey) {
        wire.lead(row.passage());
        us.configure(row.terms(), row.passage());
        if (row.daemon() != present.daemon()) {
            opponent().rest();
        }
        present = row;
        opponent().configure(row.terms(), row.passage(), peersKey);
        configured = row;
    }

    /** Who is at the other end now. */
    private Opponent opponent() {
        return switch (present.daemon()) {
            case STRONGSWAN -> peer;
            case LIBRESWAN -> libreswan;
        };
    }

    private void assertCarries(Set<String> before) {
        tunnel.assertCarries(before, present);
    }

    private void peerInitiates() {
        opponent().initiate().orThrow();
        assertCarries(Set.of());
    }

    private void weInitiate() {
        us.initiate();
        assertCarries(Set.of());
        assertThat(opponent().hasSa()).as("the peer has the ISAKMP SA").isTrue();
    }

    private void peerRekeys() {
        Set<String> before = tunnel.spis();
        peer.rekeyChild().orThrow();
        // The peer lets what it has replaced live on for packets that are under way.
        assertCarries(before);
    }

    private void peerRenews() {
        configure(Row.MAIN_PSK_GCM);
        peerInitiates();
        String session = us.established();
        Set<String> before = tunnel.spis();
        Wire.Pings pings = wire.pingBothWays();
        peer.rekeyIke().orThrow();
        Waiting.until(
                "the new ISAKMP SA has the child",
                PATIENCE,
                () -> us.withChildren().size() == 1
                        && !us.withChildren().getFirst().equals(session));
        assertThat(tunnel.spis()).as("the child SAs").isEqualTo(before);
        peer.rekeyChild().orThrow();
        Waiting.until("there is another pair", PATIENCE, () -> tunnel.spis().size() == 4);
        tunnel.remember();
        pings.assertNoneLost();
        peerDeletes();
    }

    private void weRenew() {
        configure(Row.MAIN_PSK_GCM);
        weInitiate();
        String session = us.established();
        Set<String> before = tunnel.spis();
        Wire.Pings pings = wire.pingBothWays();
        us.rekey("ISAKMP_SA");
        Waiting.until(
                "the new ISAKMP SA has the child, and the old one is over",
                PATIENCE,
                () -> us.sessions().size() == 1
                        && us.withChildren().size() == 1
                        && !us.withChildren().getFirst().equals(session));
        assertThat(tunnel.spis()).as("the child SAs").isEqualTo(before);
        us.rekey("CHILD_SAS");
        Waiting.until("there is another pair", PATIENCE, () -> tunnel.spis().size() == 4);
        tunnel.remember();
        pings.assertNoneLost();
        weDelete();
    }

    private void peerDeletesChild() {
        configure(Row.MAIN_PSK_GCM);
        peerInitiates();
        peer.terminateChild().orThrow();
        tunnel.assertGone();
        assertThat(us.sessions()).as("the ISAKMP SA stays").hasSize(1);
        assertThat(peer.hasSa()).isTrue();
        peerDeletes();
    }

    private void peerDeletes() {
        opponent().terminate().orThrow();
        tunnel.assertGone();
        Waiting.until("we have no session", PATIENCE, () -> us.sessions().isEmpty());
    }

    private void weDelete() {
        us.terminate();
        tunnel.assertGone();
        Waiting.until("the peer has no ISAKMP SA", PATIENCE, () -> !opponent().hasSa());
    }

    private void negotiatorIsKilled() {
        configure(Row.MAIN_PSK_GCM);
        int logged = peer.log().length();
        wire.dropEncryptedIke();
        CompletableFuture<Completed> handshake = CompletableFuture.supplyAsync(peer::initiate);
        Waiting.until("the peer sends message 5", PATIENCE, wire::hasDropped);
        stack.kill(ServiceKind.NEGOTIATOR);
        wire.dropNothing();
        stack.start(ServiceKind.NEGOTIATOR);
        stack.awaitReady(ServiceKind.NEGOTIATOR);
        handshake.join().orThrow();
        assertCarries(Set.of());
        String log = peer.log().substring(logged);
        assertThat(log).as("the peer's log").containsOnlyOnce("initiating Main Mode");
        assertThat(log).as("the peer's log").contains("retransmit");
        peerDeletes();
    }

    private void peerHasAnotherKey() {
        configure(Row.MAIN_PSK_GCM, "quite another key");
        int logged = peer.log().length();
        Completed attempt = peer.initiateInVain();
        assertThat(attempt.succeeded()).as(attempt.toString()).isFalse();
        assertThat(peer.log().substring(logged)).as("the peer's log").contains("N(PLD_MAL)");
        assertThat(records.diary())
                .as("our diary")
                .anyMatch(entry ->
                        entry.kind() == DiaryEntry.Kind.DROPPED && entry.label().equals("message-5-unreadable"));
        assertThat(wire.ours()).isEmpty();
        assertThat(wire.peers()).isEmpty();
        peer.giveUp();
        configure(Row.MAIN_PSK_GCM);
        peerInitiates();
        peerDeletes();
    }

    private void weInitiateToAnotherKey() {
        configure(Row.MAIN_PSK_GCM, "quite another key");
        int logged = peer.log().length();
        String session = us.initiate();
        Waiting.until(
                "the peer complains",
                PATIENCE,
                () -> peer.log().substring(logged).contains("could not decrypt payloads"));
        Waiting.until(
                "our diary tells it",
                PATIENCE,
                () -> records.diary().stream()
                        .anyMatch(entry -> entry.session().toString().equals(session)
                                && entry.label().equals("unreadable-verdict")));
        assertThat(wire.ours()).isEmpty();
        assertThat(wire.peers()).isEmpty();
        us.terminate();
        peer.giveUp();
        configure(Row.MAIN_PSK_GCM);
        weInitiate();
        weDelete();
    }

    private void withReplacedKey(Runnable initiate) {
        configure(Row.MAIN_PSK_GCM);
        us.rotatePreSharedKey(Site.NEXT_PRE_SHARED_KEY);
        try {
            initiate.run();
            String session = us.established();
            assertThat(records.diary())
                    .as("our diary")
                    .anyMatch(entry -> session.contains(entry.session().toString())
                            && entry.label().equals("former-key"));
            peerDeletes();
        } finally {
            us.forgetPreSharedKey();
            us.learnPreSharedKey(Site.PRE_SHARED_KEY);
        }
    }

    private void bothAsk() {
        configure(Row.MAIN_PSK_GCM);
        int logged = peer.log().length();
        peerInitiates();
        Waiting.until(
                "the peer has our answer to its question",
                PATIENCE,
                () -> peer.log().substring(logged).contains("N(DPD_ACK) ]"));
        Waiting.until(
                "we have the peer's answer to ours",
                PATIENCE,
                () -> peer.log()
                        .substring(logged)
                        .lines()
                        .anyMatch(line -> line.contains("generating INFORMATIONAL_V1") && line.contains("N(DPD_ACK)")));
        assertThat(us.sessions()).hasSize(1);
        peerDeletes();
    }

    private void peerFallsSilent() {
        configure(Row.MAIN_PSK_GCM);
        peerInitiates();
        peer.freeze();
        try {
            Waiting.until(
                    "we have given up the peer", PATIENCE, () -> us.sessions().isEmpty());
            Waiting.until(
                    "our kernel holds nothing", PATIENCE, () -> wire.ours().isEmpty());
        } finally {
            peer.thaw();
        }
        peer.giveUp();
        tunnel.assertGone();
    }

    private void peerFallsSilentAndNothingGoesInClear() {
        us.whenThePeerIsDead("HOLD");
        try {
            configure(Row.MAIN_PSK_GCM);
            peerInitiates();
            peer.freeze();
            try {
                Waiting.until(
                        "our kernel has no SA", PATIENCE, () -> wire.ours().isEmpty());
                assertThat(wire.pingPeer(false).succeeded()).as("a ping").isFalse();
                assertThat(wire.ourPolicies()).as("our policies").isPositive();
                tunnel.assertNothingInClear();
            } finally {
                peer.thaw();
            }
            peer.giveUp();
            peerInitiates();
            Waiting.until(
                    "nothing is kept closed", PATIENCE, () -> us.sessions().size() == 1);
        } finally {
            us.whenThePeerIsDead("CLEAR");
            configured = null;
        }
        peerDeletes();
    }
}
