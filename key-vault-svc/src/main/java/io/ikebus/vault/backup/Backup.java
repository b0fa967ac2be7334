package io.ikebus.vault.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One page of a backup. Secrets are in clear in it: it exists sealed, or for the moment in which it is sealed or opened.
 *
 * @param v version of this form
 * @param revision of the holdings; the same on all pages of a backup
 * @param page 0, and one more with each
 * @param last whether there is no page behind it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Backup(
        int v,
        long revision,
        int page,
        boolean last,
        List<Entry> credentials,
        List<Key> sealingKeys,
        List<Gateway> gatewayKeys,
        List<Authority> authorities,
        List<ServiceCertificate> serviceCertificates) {
    static final int VERSION = 1;
    /** What a page is sealed for, to whoever keeps the backup. */
    static final Octets TO_KEEP = purpose("ikebus vault backup 1");
    /** What a page is sealed for, to the vault that takes it in. */
    static final Octets TO_RESTORE = purpose("ikebus vault restore 1");

    Backup {
        credentials = credentials == null ? List.of() : List.copyOf(credentials);
        sealingKeys = sealingKeys == null ? List.of() : List.copyOf(sealingKeys);
        gatewayKeys = gatewayKeys == null ? List.of() : List.copyOf(gatewayKeys);
        authorities = authorities == null ? List.of() : List.copyOf(authorities);
        serviceCertificates = serviceCertificates == null ? List.of() : List.copyOf(serviceCertificates);
    }

    /** @param secret empty if this type of credential has none */
    record Entry(
            UUID id,
            String name,
            String type,
            long version,
            String selectors,
            String content,
            Instant createdAt,
            Instant changedAt,
            SecretHex secret) {

        private boolean isWhole() {
            return areThere(id, name, type, selectors, content, createdAt, changedAt, secret);
        }
    }

    record Key(String id, Instant createdAt, Instant notAfter, SecretHex secret) {

        private boolean isWhole() {
            return areThere(id, createdAt, notAfter, secret);
        }
    }

    record Gateway(String gateway, Octets publicKey, int version, Instant changedAt) {

        private boolean isWhole() {
            return areThere(gateway, publicKey, changedAt);
        }
    }

    /** A services authority; its key in PKCS #8. */
    record Authority(String id, Octets certificate, boolean imported, Instant createdAt, SecretHex secret) {

        private boolean isWhole() {
            return areThere(id, certificate, createdAt, secret);
        }
    }

    /** What is known of a service's certificate: without it, a restored vault could not tell that one is revoked. */
    record ServiceCertificate(
            String serial,
            String authority,
            ServiceRole role,
            String gateway,
            String names,
            Octets certificate,
            Octets keyDigest,
            String origin,
            Instant issuedAt,
            Instant notAfter,
            StoredServiceCertificate.@Nullable Revocation revocation) {

        private boolean isWhole() {
            return areThere(serial, authority, role, gateway, names, certificate, keyDigest, origin, issuedAt, notAfter)
                    && (revocation == null || areThere(revocation.at(), revocation.reason()));
        }
    }

    /** JSON may have left anything out. */
    boolean isWhole() {
        return credentials.stream().allMatch(Entry::isWhole)
                && sealingKeys.stream().allMatch(Key::isWhole)
                && gatewayKeys.stream().allMatch(Gateway::isWhole)
                && authorities.stream().allMatch(Authority::isWhole)
                && serviceCertificates.stream().allMatch(ServiceCertificate::isWhole);
    }

    private static boolean areThere(@Nullable Object... members) {
        return Arrays.stream(members).allMatch(Objects::nonNull);
    }

    void destroySecrets() {
        credentials.forEach(one -> one.secret().secret().destroy());
        sealingKeys.forEach(one -> one.secret().secret().destroy());
        authorities.forEach(one -> one.secret().secret().destroy());
    }

    private static Octets purpose(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
