package io.ikebus.vault.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerKey;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class ClaimedIdentityTest {
    private static final X509Certificate WEST = PeerAuthority.root("CN=Root", PeerKey.P256)
            .issue(Wish.of(
                    "CN=west,O=Example",
                    PeerKey.P256,
                    "dns:West.example",
                    "dns:*.wild.example",
                    "email:anna@example.com",
                    "ip:192.0.2.2",
                    "ip:2001:db8::2"))
            .certificate();

    private static boolean isOf(int type, Octets data) {
        return ClaimedIdentity.of(type, data).isOf(WEST);
    }

    private static boolean isOf(int type, String text) {
        return isOf(type, Octets.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Octets address(String text) {
        return IpAddress.parse(text).octets();
    }

    private static Octets name(String text) {
        return Octets.wrap(new X500Principal(text).getEncoded());
    }

    @Test
    void namesOfTheCertificateAreItsOwn() {
        assertThat(isOf(IdType.FQDN, "west.EXAMPLE")).isTrue();
        assertThat(isOf(IdType.USER_FQDN, "anna@example.com")).isTrue();
        assertThat(isOf(IdType.IPV4_ADDR, address("192.0.2.2"))).isTrue();
        assertThat(isOf(IdType.IPV6_ADDR, address("2001:db8::2"))).isTrue();
        assertThat(isOf(IdType.DER_ASN1_DN, name("cn=West, o=Example"))).isTrue();
    }

    @Test
    void otherNamesAreNot() {
        assertThat(isOf(IdType.FQDN, "east.example")).isFalse();
        assertThat(isOf(IdType.FQDN, "")).isFalse();
        assertThat(isOf(IdType.FQDN, "west.example\0")).isFalse();
        assertThat(isOf(IdType.FQDN, "a.wild.example")).isFalse();
        // A name of one kind is not one of another.
        assertThat(isOf(IdType.FQDN, "anna@example.com")).isFalse();
        assertThat(isOf(IdType.FQDN, "192.0.2.2")).isFalse();
        assertThat(isOf(IdType.FQDN, "west")).isFalse();
        assertThat(isOf(IdType.DER_ASN1_DN, Octets.concat(name("cn=West, o=Example"), Octets.of(0))))
                .isFalse();
        assertThat(isOf(IdType.KEY_ID, "west.example")).isFalse();
        assertThat(isOf(IdType.IPV4_ADDR, address("192.0.2.3"))).isFalse();
        assertThat(isOf(IdType.IPV4_ADDR, Octets.ofNumber(0, 3))).isFalse();
        assertThat(isOf(IdType.DER_ASN1_DN, name("CN=east,O=Example"))).isFalse();
        assertThat(isOf(IdType.DER_ASN1_DN, name("CN=west"))).isFalse();
        assertThat(isOf(IdType.DER_ASN1_DN, name(""))).isFalse();
        assertThat(isOf(IdType.DER_ASN1_DN, Octets.ofNumber(0x3082, 2))).isFalse();
    }
}
