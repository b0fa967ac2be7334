package io.ikebus.vault.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.RevocationReason;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.RestSealing;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CREDENTIALS = 450;
    private static final int CERTIFICATES = 260;

    private final RestSealing sealing = sealing(1);
    private final List<Write> writes = new ArrayList<>();

    private static RestSealing sealing(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return new RestSealing(MasterKey.of(Secret.wrap(key)), new SecureRandom());
    }

    private void credential(String name, int contentOctets) {
        entry(name, "{}", "{\"revocationRequired\":false,\"user\":\"" + "x".repeat(contentOctets) + "\"}");
    }

    private void entry(String name, String selectors, String content) {
        UUID id = UUID.randomUUID();
        Octets sealed = sealing.seal(
                Secret.wrap(new byte[] {1}),
                StoredCredential.binding(id, name, "psk", 1, selectors, content, NOW, NOW));
        writes.add(new Write.SaveCredential(
                Credential.read(new StoredCredential(id, name, "psk", 1, selectors, content, NOW, NOW, sealed))
                        .orElseThrow()));
    }

    private void certificate(int number, StoredServiceCertificate.@Nullable Revocation revocation) {
        StoredServiceCertificate unsealed = new StoredServiceCertificate(
                "%032x".formatted(number),
                "sa-1",
                ServiceRole.AGENT,
                "east",
                "localhost",
                Octets.ofNumber(number, 600),
                Octets.ofNumber(number, 32),
                "et-1",
                NOW,
                NOW,
                revocation,
                Octets.EMPTY);
        writes.add(new Write.Enrol(
                new EnrolledWrite.SaveCertificate(unsealed.withSeal(sealing.sealNothing(unsealed.binding())))));
    }

    private Holdings holdings() {
        for (int i = 0; i < CREDENTIALS; i++) {
            credential("c%03d".formatted(i), 10);
        }
        // As long as a revocation list may be.
        credential("long", 780_000);
        credential("longer", 780_000);
        for (int i = 0; i < CERTIFICATES; i++) {
            certificate(i, i == 7 ? new StoredServiceCertificate.Revocation(NOW, RevocationReason.UNSPECIFIED) : null);
        }
        Octets key = sealing.seal(Secret.wrap(new byte[32]), StoredSealingKey.binding("sk-1", NOW, NOW));
        writes.add(new Write.SaveSealingKey(new StoredSealingKey("sk-1", NOW, NOW, key)));
        Octets certificate = Octets.ofNumber(1, 500);
        Octets authority =
                sealing.seal(Secret.wrap(new byte[] {7}), StoredAuthority.binding("sa-1", certificate, false, NOW));
        writes.add(new Write.Enrol(
                new EnrolledWrite.SaveAuthority(new StoredAuthority("sa-1", certificate, false, NOW, authority))));
        return Holdings.empty(1).after(new Decision<>("", writes, List.of()), 2);
    }

    private List<Backup> pages(Holdings holdings) {
        List<Backup> pages = new ArrayList<>();
        String next = "";
        while (next != null) {
            Paging.Paged paged = new Paging(sealing).page(holdings, next, pages.size());
            pages.add(paged.page());
            next = paged.next();
        }
        return pages;
    }

    @Test
    void allOfItIsOnSomePageOnceAndNoPageIsLargerThanARecordMayBe() {
        // When
        List<Backup> pages = pages(holdings());
        // Then
        assertThat(pages).allSatisfy(page -> assertThat(BusJson.write(page)).hasSizeLessThan(BusJson.LARGEST));
        assertThat(pages.stream().flatMap(page -> page.credentials().stream()).map(Backup.Entry::name))
                .doesNotHaveDuplicates()
                .hasSize(CREDENTIALS + 2);
        assertThat(pages.stream()
                        .flatMap(page -> page.serviceCertificates().stream())
                        .map(Backup.ServiceCertificate::serial))
                .doesNotHaveDuplicates()
                .hasSize(CERTIFICATES);
        assertThat(pages.stream().filter(Backup::last)).containsExactly(pages.getLast());
        assertThat(pages.getLast().authorities()).hasSize(1);
        assertThat(pages.getLast().sealingKeys()).hasSize(1);
    }

    @Test
    void allOfItIsRestoredUnderAnotherMasterKey() {
        // Given
        Holdings before = holdings();
        RestSealing other = sealing(2);
        Restoring restoring = new Restoring(other, InstantSource.fixed(NOW));
        // When
        Holdings after = Holdings.empty(1);
        for (Backup page : pages(before)) {
            after = after.after(restoring.restore(after, page, "anna"), after.revision() + 1);
        }
        // Then
        assertThat(after.credentials().keySet()).isEqualTo(before.credentials().keySet());
        assertThat(after.enrolled().certificates().keySet())
                .isEqualTo(before.enrolled().certificates().keySet());
        assertThat(after.enrolled().certificates().values()).allMatch(one -> other.isIntact(one.seal(), one.binding()));
        assertThat(after.enrolled().certificates().values().stream().filter(StoredServiceCertificate::isRevoked))
                .hasSize(1);
        assertThat(after.enrolled().authorities().values())
                .hasSize(1)
                .allMatch(one -> other.isIntact(one.sealed(), one.binding()));
    }

    @Test
    void oneThatIsDisabledIsRestoredBesideTheOneThatItLooksLike() {
        // Given
        String selectors = "{\"connections\":[\"west\"]}";
        String disabled = "{\"revocationRequired\":false,\"keeping\":{\"disabled\":true}}";
        entry("a-used", selectors, "{\"revocationRequired\":false}");
        entry("b-disabled", selectors, disabled);
        Holdings before = Holdings.empty(1).after(new Decision<>("", writes, List.of()), 2);
        Backup whole = new Paging(sealing).page(before, "", 0).page();
        Restoring restoring = new Restoring(sealing(2), InstantSource.fixed(NOW));
        // When one comes after the other, as on two pages
        Holdings after = Holdings.empty(1);
        for (Backup.Entry entry : whole.credentials()) {
            Backup page =
                    new Backup(Backup.VERSION, 2, 0, false, List.of(entry), List.of(), List.of(), List.of(), List.of());
            after = after.after(restoring.restore(after, page, "anna"), after.revision() + 1);
        }
        // Then
        assertThat(after.credentials()).containsOnlyKeys("a-used", "b-disabled");
    }
}
