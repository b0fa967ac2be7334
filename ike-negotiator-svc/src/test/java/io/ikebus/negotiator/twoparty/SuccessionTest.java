package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.engine.Input;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several ISAKMP SAs between the same two, of which one after the other gives way. */
class SuccessionTest {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private static List<SessionKey> withChildren(Gateway gateway) {
        return gateway.store.keySet().stream()
                .filter(key -> !gateway.session(key).orElseThrow().children().isEmpty())
                .toList();
    }

    private static SessionKey key(Gateway gateway, int cookie) {
        return new SessionKey(gateway.id, new Cookie(cookie));
    }

    @Test
    void whatThePeerDeletesLeavesItsChildrenToOneThatHadGivenWay() {
        // Given three, the last of which has all children
        TwoParties parties =
                new TwoParties(connection("west").build(), connection("east").build(), 1, Conditions.perfect());
        for (int cookie = 1; cookie <= 3; cookie++) {
            parties.west.initiate(parties.now, "to-east", cookie);
            parties.run(A_WHILE);
        }
        assertThat(parties.east.store).hasSize(3);
        assertThat(withChildren(parties.east)).containsExactly(key(parties.east, 3));
        Set<SaId> kernel = Set.copyOf(parties.east.kernel.keySet());
        // When the peer deletes that one and no child
        parties.dropping = _ -> true;
        SessionKey last = key(parties.west, 3);
        parties.west.take(
                parties.now,
                last,
                new Input.CommandReceived(new IkeCommand.Terminate(1, last, "operator", parties.now)));
        parties.run(A_WHILE);
        parties.dropping = _ -> false;
        parties.deliver(parties.wire.getLast());
        parties.run(A_WHILE);
        // Then they are one of the others', and nothing has happened to them
        assertThat(withChildren(parties.east))
                .singleElement()
                .satisfies(key -> assertThat(key.initiatorCookie()).isNotEqualTo(last.initiatorCookie()));
        assertThat(parties.east.kernel.keySet()).isEqualTo(kernel);
    }
}
