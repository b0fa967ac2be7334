package io.ikebus.negotiator.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload.Identification;
import io.ikebus.protocol.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 1, c0000201",
        "2001:db8::1, 5, 20010db8000000000000000000000001",
        "gw.example, 2, 67772e6578616d706c65",
        "localhost, 2, 6c6f63616c686f7374",
        "user@example.com, 3, 75736572406578616d706c652e636f6d",
        "keyid:branch 7, 11, 6272616e63682037"
    })
    void anIdentityIsAnIdPayloadWithoutProtocolAndPort(String identity, int type, String data) {
        // When
        Identification id = Identity.toPayload(identity);

        // Then
        assertThat(id).isEqualTo(Identification.of(type, 0, 0, Octets.fromHex(data)));
        assertThat(Identity.matches(identity, id)).isTrue();
    }

    @Test
    void aDistinguishedNameIsEncodedFromItsLastPart() {
        Identification id = Identity.toPayload("CN=gw, O=Example, C=DE");

        assertThat(id.idType()).isEqualTo(IdType.DER_ASN1_DN);
        assertThat(id.data().hex())
                .isEqualTo("302c310b300906035504061302444531"
                        + "10300e060355040a13074578616d706c65310b3009060355040313026777");
        assertThat(Identity.toText(id)).isEqualTo("CN=gw,O=Example,C=DE");
        assertThat(Identity.matches("cn=GW,o=Example,c=de", id)).isTrue();
        assertThat(Identity.matches("*", id)).isTrue();
        assertThat(Identity.matches("CN=gw,O=Example", id)).isFalse();
        assertThat(Identity.matches("*.example", id)).isFalse();
    }

    @Test
    void aDistinguishedNameWithOtherKindsOfStringsIsTheSame() {
        // UTF8String where we write PrintableString
        Identification id =
                Identification.of(IdType.DER_ASN1_DN, 0, 0, Octets.fromHex("300d310b30090603550403" + "0c026777"));

        assertThat(Identity.matches("CN=gw", id)).isTrue();
        assertThat(Identity.toText(id)).isEqualTo("CN=gw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3000", "300d310b3009060355", "ffffffff"})
    void whatIsNoDistinguishedNameIsShownAsHex(String der) {
        Identification id = Identification.of(IdType.DER_ASN1_DN, 0, 0, Octets.fromHex(der));

        assertThat(Identity.toText(id)).isEqualTo("dn:0x" + der);
        assertThat(Identity.matches("CN=gw", id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "gw.example", "Gw.Example", "user@example.com", "keyid:x", "keyid:a:b@c"})
    void textAndPayloadLeadBackToEachOther(String identity) {
        assertThat(Identity.toText(Identity.toPayload(identity))).isEqualTo(identity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "*.example",
                "*@example.com",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1/32",
                "1:2",
                "gw..example",
                ".example",
                "gw.example.",
                "gw example",
                "gw\nexample",
                "g\u00fc.example",
                "-gw.example",
                "@example.com",
                "user@",
                "a@b@c",
                "us er@example.com",
                "keyid:",
                "keyid:\u0000"
            })
    void whatIsNoIdentityIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> Identity.toPayload(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("an .* is .*");
    }

    @Test
    void namesAreBounded() {
        String label = "a".repeat(63);

        assertThat(Identity.isIdentity(label + "." + label + "." + label + "." + "a".repeat(61)))
                .isTrue();
        assertThat(Identity.isIdentity("a".repeat(64))).isFalse();
        assertThat(Identity.isIdentity("a.".repeat(127) + "a")).isFalse();
        assertThat(Identity.isIdentity("keyid:" + "x".repeat(250))).isTrue();
        assertThat(Identity.isIdentity("keyid:" + "x".repeat(251))).isFalse();
    }

    static Stream<Arguments> deceptive() {
        return Stream.of(
                Arguments.of("a domain name that is an address", id(IdType.FQDN, "192.0.2.1"), "fqdn:0x"),
                Arguments.of("a domain name that is a user", id(IdType.FQDN, "root@example.com"), "fqdn:0x"),
                Arguments.of("a domain name that is a key id", id(IdType.FQDN, "keyid:x"), "fqdn:0x"),
                Arguments.of("a domain name that is a pattern", id(IdType.FQDN, "*"), "fqdn:0x2a"),
                Arguments.of("a domain name with a line feed", id(IdType.FQDN, "gw\nINFO ok"), "fqdn:0x67770a"),
                Arguments.of("a domain name with an escape", id(IdType.FQDN, "\u001b[2J"), "fqdn:0x1b5b324a"),
                Arguments.of("a user without at sign", id(IdType.USER_FQDN, "root"), "user:0x"),
                Arguments.of("a user that is a pattern", id(IdType.USER_FQDN, "*@example.com"), "user:0x"),
                Arguments.of("an address of three octets", id(IdType.IPV4_ADDR, "abc"), "ipv4:0x616263"),
                Arguments.of("a subnet", id(IdType.IPV4_ADDR_SUBNET, "abcdefgh"), "ipv4-subnet:0x"),
                Arguments.of("a distinguished name", id(IdType.DER_ASN1_DN, "0"), "dn:0x30"),
                Arguments.of("an unknown type", id(77, "x"), "type77:0x78"),
                Arguments.of("nothing", id(IdType.FQDN, ""), "fqdn:0x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deceptive")
    void whatWouldPassForAnotherIdentityIsShownAsHex(String name, Identification id, String text) {
        assertThat(Identity.toText(id)).as(name).startsWith(text).matches("[a-z0-9-]+:0x[0-9a-f]*");
    }

    @Test
    void aLongIdentityIsCutInTextAndMatchesNothing() {
        // Given
        Identification id = id(IdType.KEY_ID, "x".repeat(60_000));

        // Then
        assertThat(Identity.toText(id)).hasSizeLessThan(100).endsWith("...(60000 octets)");
        assertThat(Identity.matches("*", id)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*, gw.example, true",
        "*, 192.0.2.1, true",
        "*, user@example.com, true",
        "gw.example, gw.example, true",
        "gw.example, GW.Example, true",
        "gw.example, gw.example.org, false",
        "gw.example, xgw.example, false",
        "*.example, gw.example, true",
        "*.example, GW.EXAMPLE, true",
        "*.example, a.b.example, true",
        "*.example, example, false",
        "*.example, gwexample, false",
        "*.example, gw.example.org, false",
        "*.example, user@gw.example, false",
        "*.example, keyid:gw.example, false",
        "*@example.com, user@example.com, true",
        "*@example.com, user@EXAMPLE.com, true",
        "*@example.com, user@gw.example.com, false",
        "*@example.com, example.com, false",
        "user@example.com, user@example.com, true",
        "user@example.com, root@example.com, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.11, false",
        "2001:db8::1, 2001:0db8:0::1, true",
        "keyid:x, keyid:x, true",
        "keyid:x, keyid:X, false"
    })
    void aPatternLetsInWhatItDescribes(String pattern, String identity, boolean matches) {
        assertThat(Identity.isPattern(pattern)).isTrue();
        assertThat(Identity.matches(pattern, Identity.toPayload(identity))).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deceptive")
    void aDeceptiveIdentityMatchesNoNameAndNoWildcard(String name, Identification id, String text) {
        assertThat(Stream.of("192.0.2.1", "root@example.com", "*@example.com", "*.com", "keyid:x", "root"))
                .as(name)
                .allSatisfy(pattern -> assertThat(Identity.matches(pattern, id)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "*.", "*@", "gw.*", "a*.example", "*.*.example", "*@*.example", "user@*", "*:*"})
    void whatIsNoPatternIsNone(String pattern) {
        assertThat(Identity.isPattern(pattern)).isFalse();
    }

    private static Identification id(int type, String data) {
        return Identification.of(type, 0, 0, Octets.wrap(data.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
