package io.ikebus.vault.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredCredential;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.ProblemException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A key that signs does not come back as one that decrypts, whatever a backup says. */
class KeyUsageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPair KEY = PeerKey.RSA_2048.generate();

    private final RestSealing sealing = new RestSealing(MasterKey.of(Secret.wrap(new byte[32])), new SecureRandom());
    private final Restoring restoring = new Restoring(sealing, InstantSource.fixed(NOW));

    private Credential key(String name, String type, KeyPair pair) {
        UUID id = UUID.randomUUID();
        String content = "{\"revocationRequired\":false,\"publicKey\":\""
                + Octets.wrap(pair.getPublic().getEncoded()).hex() + "\"}";
        Octets sealed = sealing.seal(
                Secret.wrap(pair.getPrivate().getEncoded()),
                StoredCredential.binding(id, name, type, 1, "{}", content, NOW, NOW));
        return Credential.read(new StoredCredential(id, name, type, 1, "{}", content, NOW, NOW, sealed))
                .orElseThrow();
    }

    private static Holdings holding(Credential... credentials) {
        List<Write> writes = List.of(credentials).stream()
                .<Write>map(Write.SaveCredential::new)
                .toList();
        return Holdings.empty(1).after(new Decision<>("", writes, List.of()), 2);
    }

    private Backup pageOf(Credential... credentials) {
        return new Paging(sealing).page(holding(credentials), "", 0).page();
    }

    @Test
    void aPageWithTheKeyOfASigningKeyThatIsHereIsRefused() {
        // Given
        Holdings here = holding(key("signing", "signing-key", KEY));
        Backup page = pageOf(key("decrypting", "decryption-key", KEY));
        // When
        assertThatThrownBy(() -> restoring.restore(here, page, "anna"))
                // Then
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().type()).hasToString("urn:ikebus:problem:restore-conflict");
                    assertThat(refused.problem().detail())
                            .contains("decrypting", "signing, a signing-key", "one usage");
                });
    }

    @Test
    void aPageThatHasOneKeyForBothUsesIsRefused() {
        Backup page = pageOf(key("a", "signing-key", KEY), key("b", "decryption-key", KEY));

        assertThatThrownBy(() -> restoring.restore(Holdings.empty(1), page, "anna"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void oneKeyInSeveralCredentialsOfOneUsageAndOtherKeysComeBack() {
        // Given
        Holdings here = holding(key("signing", "signing-key", KEY));
        Backup page = pageOf(
                key("signing-too", "signing-key", KEY),
                key("decrypting", "decryption-key", PeerKey.RSA_2048.generate()));
        // When
        RestoreAnswer answer = restoring.restore(here, page, "anna").answer();
        // Then
        assertThat(answer.credentials()).isEqualTo(2);
    }
}
