package io.ikebus.negotiator.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.bus.SessionKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Leases leases = new Leases(new LeaseMemory());

    private static SessionKey session(String gateway, int number) {
        return SessionKey.parse(gateway + "/" + String.format("%016x", number + 1));
    }

    private Optional<IpAddress> claim(SessionKey session, String owner, String... pool) {
        return leases.claim(new LeaseRequest.Claim(
                1, session, owner, Stream.of(pool).map(IpPrefix::parse).toList(), NOW));
    }

    private void release(SessionKey session) {
        leases.release(new LeaseRequest.Release(1, session, NOW));
    }

    @Test
    void everyAddressOfANetworkIsGivenOnceAndItsEndsNever() {
        Set<IpAddress> given = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            claim(session("east", i), "owner " + i, "10.9.0.0/29").ifPresent(given::add);
        }

        assertThat(given).hasSize(6);
        assertThat(given).doesNotContain(IpAddress.parse("10.9.0.0"), IpAddress.parse("10.9.0.7"));
        assertThat(given).allMatch(IpPrefix.parse("10.9.0.0/29")::contains);
        assertThat(claim(session("east", 6), "owner 6", "10.9.0.0/29")).isEmpty();
    }

    @Test
    void aPoolOfSeveralNetworksIsUsedToTheEnd() {
        Set<IpAddress> given = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            claim(session("east", i), "owner " + i, "10.9.0.1/32", "10.9.0.2/31", "10.9.0.9/32")
                    .ifPresent(given::add);
        }

        assertThat(given.stream().map(IpAddress::toString))
                .containsExactlyInAnyOrder("10.9.0.1", "10.9.0.2", "10.9.0.3", "10.9.0.9");
    }

    @Test
    void whoClaimsTwiceHasOneAddress() {
        Optional<IpAddress> first = claim(session("east", 1), "alice", "10.9.0.0/24");

        assertThat(claim(session("east", 1), "alice", "10.9.0.0/24")).isEqualTo(first);
    }

    @Test
    void anOwnerGetsItsAddressAgain() {
        Optional<IpAddress> first = claim(session("east", 1), "alice", "10.9.0.0/24");
        release(session("east", 1));
        claim(session("east", 2), "bob", "10.9.0.0/24");

        assertThat(claim(session("east", 3), "alice", "10.9.0.0/24")).isEqualTo(first);
    }

    @Test
    void aNewSessionTakesOverFromTheOldOneWhoseEndThenReleasesNothing() {
        Optional<IpAddress> first = claim(session("east", 1), "alice", "10.9.0.1/32");

        assertThat(claim(session("east", 2), "alice", "10.9.0.1/32")).isEqualTo(first);

        release(session("east", 1));
        assertThat(claim(session("east", 3), "bob", "10.9.0.1/32")).isEmpty();
        release(session("east", 2));
        assertThat(claim(session("east", 3), "bob", "10.9.0.1/32")).isEqualTo(first);
    }

    @Test
    void anAddressThatIsNotInThePoolAnyMoreIsNotGivenAgain() {
        claim(session("east", 1), "alice", "10.9.0.0/24");
        release(session("east", 1));

        assertThat(claim(session("east", 2), "alice", "10.8.0.0/24"))
                .hasValueSatisfying(
                        address -> assertThat(IpPrefix.parse("10.8.0.0/24").contains(address))
                                .isTrue());
    }

    @Test
    void gatewaysDoNotShareAddresses() {
        Optional<IpAddress> east = claim(session("east", 1), "alice", "10.9.0.1/32");

        assertThat(claim(session("west", 1), "alice", "10.9.0.1/32")).isEqualTo(east);
    }

    @Test
    void whateverHappensNoAddressIsGivenToTwo() {
        Random random = new Random(1);
        Map<IpAddress, String> held = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            int number = random.nextInt(60);
            SessionKey session = session("east", number);
            String owner = "owner " + number % 20;
            if (random.nextBoolean()) {
                release(session);
                held.values().remove(session + " of " + owner);
            } else {
                Optional<IpAddress> address = claim(session, owner, "10.9.0.0/29", "10.9.1.0/30");
                if (address.isPresent()) {
                    String before = held.put(address.get(), session + " of " + owner);
                    assertThat(before)
                            .satisfiesAnyOf(
                                    none -> assertThat(none).isNull(),
                                    one -> assertThat(one).endsWith(" of " + owner));
                }
            }
            assertThat(held.values()).doesNotHaveDuplicates();
        }
        assertThat(held).isNotEmpty();
    }
}
