package io.ikebus.negotiator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload.Identification;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorsTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 0, 0, 4, 0a010000ffff0000",
        "10.1.2.3/32, 0, 0, 1, 0a010203",
        "0.0.0.0/0, 0, 0, 4, 0000000000000000",
        "10.1.2.2/31, 17, 53, 4, 0a010202fffffffe",
        "2001:db8::/32, 6, 22, 6, 20010db8000000000000000000000000ffffffff000000000000000000000000",
        "10.1.2.10-10.1.2.20, 6, 0, 7, 0a01020a0a010214",
        "2001:db8::1-2001:db8::5, 0, 0, 8, 20010db800000000000000000000000120010db8000000000000000000000005",
        "2001:db8::1/128, 58, 0, 5, 20010db8000000000000000000000001",
        "::/0, 0, 0, 6, 0000000000000000000000000000000000000000000000000000000000000000"
    })
    void aSelectorIsAnIdPayloadAndBack(String prefix, int protocol, int port, int type, String data) {
        // Given
        Selector selector = new Selector(AddressRange.parse(prefix), protocol, port);

        // When
        Identification id = Selectors.toPayload(selector);

        // Then
        assertThat(id).isEqualTo(Identification.of(type, protocol, port, Octets.fromHex(data)));
        assertThat(Selectors.read(id)).isEqualTo(new Selectors.Reading.Read(selector));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0a010203ffffffff, 10.1.2.3/32",
        "7, 0a0100000a01ffff, 10.1.0.0/16",
        "7, 0a0102030a010203, 10.1.2.3/32",
        "7, 00000000ffffffff, 0.0.0.0/0",
        "7, 0a0100ff0a010101, 10.1.0.255-10.1.1.1",
        "8, 20010db800000000000000000000000020010db8ffffffffffffffffffffffff, 2001:db8::/32"
    })
    void otherFormsOfAPrefixAreReadToo(int type, String data, String prefix) {
        assertThat(Selectors.read(Identification.of(type, 0, 0, Octets.fromHex(data))))
                .isEqualTo(new Selectors.Reading.Read(new Selector(AddressRange.parse(prefix), 0, 0)));
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("a domain name", id(IdType.FQDN, "67772e6578616d706c65"), "type 2 is no traffic selector"),
                Arguments.of("an unknown type", id(0, "0a010000"), "type 0 is no traffic selector"),
                Arguments.of("an IPv4 address of 3 octets", id(IdType.IPV4_ADDR, "0a0100"), "3 octets instead of 4"),
                Arguments.of(
                        "an IPv4 address of 16 octets",
                        id(IdType.IPV4_ADDR, "00".repeat(16)),
                        "16 octets instead of 4"),
                Arguments.of("an IPv6 address of 4 octets", id(IdType.IPV6_ADDR, "0a010000"), "4 octets instead of 16"),
                Arguments.of("a subnet without mask", id(IdType.IPV4_ADDR_SUBNET, "0a010000"), "4 octets instead of 8"),
                Arguments.of(
                        "a mask with a hole",
                        id(IdType.IPV4_ADDR_SUBNET, "0a010000ff00ff00"),
                        "the mask is not a prefix"),
                Arguments.of(
                        "bits behind the mask",
                        id(IdType.IPV4_ADDR_SUBNET, "0a010001ffff0000"),
                        "bits behind the prefix are set"),
                Arguments.of(
                        "a range that goes backwards",
                        id(IdType.IPV4_ADDR_RANGE, "0a01ffff0a010000"),
                        "the range goes backwards"),
                Arguments.of(
                        "an empty range backwards by one",
                        id(IdType.IPV4_ADDR_RANGE, "0a0100010a010000"),
                        "the range goes backwards"),
                Arguments.of(
                        "a port without protocol",
                        Identification.of(IdType.IPV4_ADDR, 0, 53, Octets.fromHex("0a010203")),
                        "a port without a protocol"),
                Arguments.of("nothing", id(IdType.IPV6_ADDR_SUBNET, ""), "0 octets instead of 32"));
    }

    private static Identification id(int type, String data) {
        return Identification.of(type, 0, 0, Octets.fromHex(data));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void whatIsNoSelectorIsUnusable(String name, Identification id, String detail) {
        assertThat(Selectors.read(id))
                .as(name)
                .isInstanceOfSatisfying(
                        Selectors.Reading.Unusable.class,
                        unusable -> assertThat(unusable.detail()).contains(detail));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8 0 0, 10.1.0.0/16 0 0, true",
        "10.0.0.0/8 0 0, 10.0.0.0/8 0 0, true",
        "10.0.0.0/8 0 0, 10.1.0.0/16 6 22, true",
        "10.0.0.0/8 6 0, 10.1.0.0/16 6 22, true",
        "10.0.0.0/8 6 22, 10.1.0.0/16 6 22, true",
        "10.1.0.0/16 0 0, 10.0.0.0/8 0 0, false",
        "10.0.0.0/8 0 0, 11.0.0.0/16 0 0, false",
        "10.0.0.0/8 6 0, 10.1.0.0/16 0 0, false",
        "10.0.0.0/8 6 0, 10.1.0.0/16 17 0, false",
        "10.0.0.0/8 6 22, 10.1.0.0/16 6 0, false",
        "10.0.0.0/8 6 22, 10.1.0.0/16 6 23, false",
        "0.0.0.0/0 0 0, ::/0 0 0, false",
        "10.1.0.10-10.1.0.20 0 0, 10.1.0.12/30 0 0, true",
        "10.1.0.10-10.1.0.20 0 0, 10.1.0.16/29 0 0, false",
        "10.1.0.0/24 0 0, 10.1.0.10-10.1.0.20 0 0, true"
    })
    void aSelectorContainsWhatHasNoMoreTraffic(String outer, String inner, boolean contains) {
        assertThat(Selectors.contains(selector(outer), selector(inner))).isEqualTo(contains);
    }

    @Test
    void aChildTakesItsOwnSelectorsAndWhatIsInsideOnlyIfItNarrows() {
        // Given
        Selector local = selector("10.1.0.0/16 0 0");
        Selector remote = selector("10.2.0.0/16 0 0");
        Selector narrower = selector("10.2.3.0/24 0 0");

        // Then
        assertThat(Selectors.accepts(child(local, remote, false), local, remote))
                .isTrue();
        assertThat(Selectors.accepts(child(local, remote, false), local, narrower))
                .isFalse();
        assertThat(Selectors.accepts(child(local, remote, true), local, narrower))
                .isTrue();
        assertThat(Selectors.accepts(child(local, narrower, true), local, remote))
                .isFalse();
        assertThat(Selectors.accepts(child(local, remote, true), remote, local)).isFalse();
    }

    private static Connection.Child child(Selector local, Selector remote, boolean narrow) {
        return new Connection.Child("net", List.of(), local, remote, narrow, 3600, 0, 32, null, null);
    }

    private static Selector selector(String text) {
        List<String> parts = List.of(text.split(" ", -1));
        return new Selector(
                AddressRange.parse(parts.get(0)), Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2)));
    }
}
