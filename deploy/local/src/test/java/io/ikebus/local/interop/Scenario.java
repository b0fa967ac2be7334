package io.ikebus.local.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.local.service.ServiceKind;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.testkit.process.Completed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Each check from its beginning to its end, on a stack that runs. */
final class Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Wire wire;
    private final Tunnel tunnel;
    private final BedStack stack;
    private final OurSide us;
    private final PeerSide peer;
    private final Records records;
    private final Path brokerData;

    Scenario(Wire wire, BedStack stack, OurSide us, PeerSide peer, Records records, Path brokerData) {
        this.wire = wire;
        this.tunnel = new Tunnel(wire);
        this.stack = stack;
        this.us = us;
        this.peer = peer;
        this.records = records;
        this.brokerData = brokerData;
    }

    void run(Check check) {
        switch (check) {
            case PEER_INITIATES_AND_PACKETS_CROSS_BOTH_WAYS -> {
                configure(Suite.GCM);
                peerInitiates();
            }
            case PEER_REKEYS_THE_CHILD -> peerRekeys();
            case PEER_DELETES -> peerDeletes();
            case WE_INITIATE_AND_PACKETS_CROSS_BOTH_WAYS -> weInitiate();
            case WE_DELETE -> weDelete();
            case PEER_INITIATES_CBC_WITH_PFS -> {
                configure(Suite.CBC_WITH_PFS);
                peerInitiates();
                peerDeletes();
            }
            case WE_INITIATE_CBC_WITH_PFS -> {
                weInitiate();
                weDelete();
            }
            case PEER_INITIATES_CURVE_AND_SHA1 -> {
                configure(Suite.CURVE_WITH_PFS_AND_SHA1);
                peerInitiates();
                peerDeletes();
            }
            case WE_INITIATE_CURVE_AND_SHA1 -> {
                weInitiate();
                weDelete();
            }
            case NEGOTIATOR_IS_KILLED_BETWEEN_MESSAGES_3_AND_5 -> negotiatorIsKilled();
            case PEER_HAS_ANOTHER_PRE_SHARED_KEY -> peerHasAnotherKey();
            case WE_INITIATE_TO_ANOTHER_PRE_SHARED_KEY -> weInitiateToAnotherKey();
            case WIRE_CARRIED_ONLY_IKE_AND_ESP -> tunnel.assertNothingInClear();
            case NO_TOPIC_HOLDS_A_SECRET -> new Search(records, tunnel.keysSeen(), peer.log(), brokerData).run();
        }
    }

    /** What has never run is slow, and slower here: the first handshake is no check, and may fail. */
    void warmUp() {
        configure(Suite.GCM);
        peer.initiate();
        clear();
    }

    /** Takes down whatever there is. */
    void clear() {
        us.terminate();
        peer.giveUp();
        tunnel.assertGone();
        Waiting.until("we have no session", PATIENCE, () -> us.sessions().isEmpty());
    }

    private void configure(Suite suite) {
        us.configure(suite);
        peer.configure(suite, Site.PRE_SHARED_KEY);
    }

    private void peerInitiates() {
        peer.initiate().orThrow();
        tunnel.assertCarries(Set.of());
    }

    private void weInitiate() {
        us.initiate();
        tunnel.assertCarries(Set.of());
        assertThat(peer.hasSa()).as("the peer has the ISAKMP SA").isTrue();
    }

    private void peerRekeys() {
        Set<String> before = tunnel.spis();
        peer.rekeyChild().orThrow();
        // The peer lets what it has replaced live on for packets that are under way.
        tunnel.assertCarries(before);
    }

    private void peerDeletes() {
        peer.terminate().orThrow();
        tunnel.assertGone();
        Waiting.until("we have no session", PATIENCE, () -> us.sessions().isEmpty());
    }

    private void weDelete() {
        us.terminate();
        tunnel.assertGone();
        Waiting.until("the peer has no ISAKMP SA", PATIENCE, () -> !peer.hasSa());
    }

    private void negotiatorIsKilled() {
        configure(Suite.GCM);
        int logged = peer.log().length();
        wire.dropEncryptedIke();
        CompletableFuture<Completed> handshake = CompletableFuture.supplyAsync(peer::initiate);
        Waiting.until("the peer sends message 5", PATIENCE, wire::hasDropped);
        stack.kill(ServiceKind.NEGOTIATOR);
        wire.dropNothing();
        stack.start(ServiceKind.NEGOTIATOR);
        stack.awaitReady(ServiceKind.NEGOTIATOR);
        handshake.join().orThrow();
        tunnel.assertCarries(Set.of());
        String log = peer.log().substring(logged);
        assertThat(log).as("the peer's log").containsOnlyOnce("initiating Main Mode");
        assertThat(log).as("the peer's log").contains("retransmit");
        peerDeletes();
    }

    private void peerHasAnotherKey() {
        us.configure(Suite.GCM);
        peer.configure(Suite.GCM, "quite another key");
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
        peer.configure(Suite.GCM, Site.PRE_SHARED_KEY);
        peerInitiates();
        peerDeletes();
    }

    private void weInitiateToAnotherKey() {
        us.configure(Suite.GCM);
        peer.configure(Suite.GCM, "quite another key");
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
        peer.configure(Suite.GCM, Site.PRE_SHARED_KEY);
        weInitiate();
        weDelete();
    }
}
