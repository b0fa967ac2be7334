package io.ikebus.vault.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Selectors;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialChangesTest {
    private static final Precondition ANY = new Precondition(Optional.empty(), Optional.empty());
    private static final Selectors WEST = new Selectors(null, List.of(new ConnectionName("to-west")), null, null, null);
    private static final Selectors NETWORK =
            new Selectors(null, null, List.of(AddressRange.parse("192.0.2.0/24")), null, null);

    private final RestSealing sealing = new RestSealing(MasterKey.of(Secret.wrap(new byte[32])), new SecureRandom());
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CredentialChanges changes = new CredentialChanges(new CredentialRows(sealing), () -> now);
    private Holdings holdings = Holdings.empty(1);

    private Credential put(String name, Selectors selectors, @Nullable String secret, Precondition precondition) {
        Secret octets = secret == null ? null : Secret.wrap(secret.getBytes(StandardCharsets.UTF_8));
        Decision<CredentialChanges.Put> decision = changes.put(
                holdings,
                new Draft(name, CredentialType.PSK, selectors, Content.NONE, List.of(), octets),
                precondition,
                "anna");
        holdings = holdings.after(decision, holdings.revision() + 1);
        return decision.answer().credential();
    }

    private String opened(Credential credential) {
        return sealing.open(credential.stored().sealed(), credential.stored().binding())
                .orElseThrow()
                .with(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Precondition ifMatch(String value) {
        return new Precondition(Optional.of(value), Optional.empty());
    }

    private List<String> warningsOf(String secret) {
        return changes.put(
                        holdings,
                        new Draft(
                                "west",
                                CredentialType.PSK,
                                WEST,
                                Content.NONE,
                                List.of(),
                                Secret.wrap(secret.getBytes(StandardCharsets.UTF_8))),
                        ANY,
                        "anna")
                .answer()
                .warnings();
    }

    @Test
    void cve_2018_5389_aKeyThatIsEasyToGuessIsTakenWithAWarningThatShowsNothingOfIt() {
        assertThat(warningsOf("cisco123"))
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning).startsWith("guessable-secret").doesNotContain("cisco123"));
        assertThat(warningsOf("n0kQ3vX9bT7sLw2YdR5j")).isEmpty();
    }

    @Test
    void aNewCredentialIsVersionOneAndItsSecretOpens() {
        Credential made = put("west", WEST, "q7w9x2", ANY);

        assertThat(made.stored().version()).isEqualTo(1);
        assertThat(made.stored().createdAt()).isEqualTo(now);
        assertThat(opened(made)).isEqualTo("q7w9x2");
    }

    @Test
    void aPutOverItIsTheNextVersion() {
        Credential first = put("west", WEST, "q7w9x2", ANY);
        now = now.plusSeconds(60);

        Credential second = put("west", NETWORK, "another", ANY);

        assertThat(second.stored().id()).isEqualTo(first.stored().id());
        assertThat(second.stored().version()).isEqualTo(2);
        assertThat(second.stored().createdAt()).isEqualTo(first.stored().createdAt());
        assertThat(second.stored().changedAt()).isEqualTo(now);
        assertThat(opened(second)).isEqualTo("another");
    }

    @Test
    void withoutASecretThePresentOneStays() {
        put("west", WEST, "q7w9x2", ANY);

        Credential second = put("west", NETWORK, null, ANY);

        assertThat(second.selectors()).isEqualTo(NETWORK);
        assertThat(opened(second)).isEqualTo("q7w9x2");
    }

    @Test
    void aNewCredentialNeedsASecret() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> put("west", WEST, null, ANY))
                .satisfies(refused -> assertThat(refused.problem().field()).isEqualTo("secret"));
    }

    @Test
    void refusesSelectorsThatAnotherCredentialHasAndNamesIt() {
        put("west", WEST, "q7w9x2", ANY);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> put("west-too", WEST, "another", ANY))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(409);
                    assertThat(refused.problem().detail()).contains("credential west ");
                });
        assertThat(put("west", WEST, "another", ANY).stored().version()).isEqualTo(2);
    }

    @Test
    void anOldTagDoesNotMatchAndTheNewestDoes() {
        Credential first = put("west", WEST, "q7w9x2", ANY);
        Credential second = put("west", WEST, "another", ifMatch('"' + first.tag() + '"'));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> put("west", WEST, "third", ifMatch('"' + first.tag() + '"')))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(412));
        assertThat(put("west", WEST, "third", ifMatch("\"x\", \"" + second.tag() + '"'))
                        .stored()
                        .version())
                .isEqualTo(3);
        assertThat(put("west", WEST, "fourth", ifMatch("*")).stored().version()).isEqualTo(4);
    }

    @Test
    void aTagOfADeletedCredentialDoesNotMatchItsSuccessor() {
        Credential first = put("west", WEST, "q7w9x2", ANY);
        Decision<String> deleted = changes.delete(holdings, "west", ANY, "anna");
        holdings = holdings.after(deleted, 3);
        put("west", WEST, "q7w9x2", ANY);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> put("west", WEST, "third", ifMatch('"' + first.tag() + '"')));
    }

    @Test
    void ifNoneMatchMakesOnlyWhatIsNotThere() {
        Precondition onlyNew = new Precondition(Optional.empty(), Optional.of("*"));
        put("west", WEST, "q7w9x2", onlyNew);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> put("west", WEST, "q7w9x2", onlyNew))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(412));
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> changes.delete(holdings, "west", ANY, "anna"))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(404));
    }
}
