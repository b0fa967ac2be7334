package io.ikebus.vault.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order in which credentials are preferred. */
class SelectionTest {

    private static final Selectors NOTHING = new Selectors(null, null, null, null, null);

    private record Named(String name, Selectors selectors) implements SelectorIndex.Selectable {}

    private static Selectors connections(String... names) {
        return new Selectors(
                null, List.of(names).stream().map(ConnectionName::new).toList(), null, null, null);
    }

    private static Selectors addresses(String... ranges) {
        return new Selectors(
                null, null, List.of(ranges).stream().map(AddressRange::parse).toList(), null, null);
    }

    private static Selectors identities(String... patterns) {
        return new Selectors(
                null,
                null,
                null,
                null,
                List.of(patterns).stream().map(IdentityPattern::new).toList());
    }

    private static Selectors both(Selectors one, Selectors other) {
        return new Selectors(
                one.gateways().isEmpty() ? other.gateways() : one.gateways(),
                one.connections().isEmpty() ? other.connections() : one.connections(),
                one.peerAddresses().isEmpty() ? other.peerAddresses() : one.peerAddresses(),
                one.localIdentities().isEmpty() ? other.localIdentities() : one.localIdentities(),
                one.peerIdentities().isEmpty() ? other.peerIdentities() : one.peerIdentities());
    }

    private static Selectors onGateway(String gateway, Selectors selectors) {
        return both(new Selectors(List.of(new GatewayId(gateway)), null, null, null, null), selectors);
    }

    private static Selectors as(String identity, Selectors selectors) {
        return both(new Selectors(null, null, null, List.of(new Identity(identity)), null), selectors);
    }

    /** East asks for connection to-west, peer 192.0.2.2, itself east.example. */
    private static Question asked(String peerIdentity) {
        return new Question(
                new GatewayId("east"),
                new ConnectionName("to-west"),
                IpAddress.parse("192.0.2.2"),
                Optional.of(new Identity("east.example")),
                peerIdentity.isEmpty() ? Optional.empty() : Optional.of(new Identity(peerIdentity)));
    }

    private static Optional<String> best(Question question, Selectors... numbered) {
        List<Named> all = new java.util.ArrayList<>();
        for (int i = 0; i < numbered.length; i++) {
            all.add(new Named(Integer.toString(i + 1), numbered[i]));
        }
        return new SelectorIndex<>(all).best(question).map(Named::name);
    }

    @Test
    void aNamedConnectionWinsOverAnExactIdentity() {
        assertThat(best(asked("west.example"), identities("west.example"), connections("to-west")))
                .contains("2");
    }

    @Test
    void anExactIdentityWinsOverAPattern() {
        assertThat(best(asked("west.example"), identities("*.example"), identities("west.example")))
                .contains("2");
    }

    @Test
    void aNarrowPatternWinsOverAWideOne() {
        assertThat(best(
                        asked("a.west.example"),
                        identities("*"),
                        identities("*.west.example"),
                        identities("*.example")))
                .contains("2");
    }

    @Test
    void aPatternWinsOverAnAddress() {
        assertThat(best(asked("west.example"), addresses("192.0.2.2"), identities("*")))
                .contains("2");
    }

    @Test
    void anAddressWinsOverASmallRangeOverALargeOne() {
        Selectors network = addresses("192.0.2.0/24");
        Selectors range = addresses("192.0.2.1-192.0.2.7");

        assertThat(best(asked(""), network, range, addresses("192.0.2.2"))).contains("3");
        assertThat(best(asked(""), network, range)).contains("2");
        assertThat(best(asked(""), addresses("0.0.0.0/0"), network)).contains("2");
    }

    @Test
    void theSmallestOfACredentialsRangesCounts() {
        assertThat(best(asked(""), addresses("192.0.2.0/25"), addresses("192.0.0.0/16", "192.0.2.2")))
                .contains("2");
    }

    @Test
    void theGatewaysIdentityAndThenItsNameDecideWhatIsStillEqual() {
        Selectors plain = addresses("192.0.2.2");

        assertThat(best(asked(""), plain, onGateway("east", plain))).contains("2");
        assertThat(best(asked(""), onGateway("east", plain), as("east.example", plain)))
                .contains("2");
    }

    @Test
    void everyKindThatIsGivenMustFit() {
        assertThat(best(asked(""), onGateway("north", connections("to-west")))).isEmpty();
        assertThat(best(asked(""), as("north.example", connections("to-west")))).isEmpty();
        assertThat(best(asked(""), both(connections("to-west"), addresses("192.0.2.3"))))
                .isEmpty();
        assertThat(best(asked("south.example"), both(connections("to-west"), identities("west.example"))))
                .isEmpty();
        assertThat(best(asked(""), both(connections("to-south"), addresses("192.0.2.2"))))
                .isEmpty();
    }

    @Test
    void anUnknownPeerIdentityNeitherCountsForNorAgainst() {
        Selectors byBoth = both(addresses("192.0.2.2"), identities("west.example"));

        assertThat(best(asked(""), byBoth)).contains("1");
        assertThat(best(asked("west.example"), byBoth)).contains("1");
        assertThat(best(asked("south.example"), byBoth)).isEmpty();
        assertThat(best(asked(""), identities("west.example"))).isEmpty();
    }

    @Test
    void whileTheIdentityIsUnknownACredentialForAllIdentitiesWins() {
        Selectors group = addresses("192.0.2.0/24");
        Selectors one = both(addresses("192.0.2.0/24"), identities("west.example"));

        assertThat(best(asked(""), group, one)).contains("1");
        assertThat(best(asked("west.example"), group, one)).contains("2");
        assertThat(group.ambiguousWith(one)).isFalse();
    }

    @Test
    void aLocalIdentityThatIsNotToldFitsNone() {
        Question withoutLocal = new Question(
                new GatewayId("east"),
                new ConnectionName("to-west"),
                IpAddress.parse("192.0.2.2"),
                Optional.empty(),
                Optional.empty());

        assertThat(best(withoutLocal, as("east.example", connections("to-west"))))
                .isEmpty();
    }

    @Test
    void selectorsWithoutAPeerNameNone() {
        assertThat(NOTHING.nameAPeer()).isFalse();
        assertThat(onGateway("east", as("east.example", NOTHING)).nameAPeer()).isFalse();
        assertThat(addresses("0.0.0.0/0").nameAPeer()).isTrue();
    }
}
