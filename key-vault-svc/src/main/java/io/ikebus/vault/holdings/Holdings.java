package io.ikebus.vault.holdings;

import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.selector.SelectorIndex;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the vault holds as of one revision and one moment: rows with an intact seal, and the names of those without.
 * Immutable.
 */
public final class Holdings {
    private static final SelectorIndex<Credential> NOTHING = new SelectorIndex<>(List.of());

    private final long revision;
    private final Instant asOf;
    private final NavigableMap<String, Credential> credentials;
    private final Map<String, SelectorIndex<Credential>> indexes;
    private final NavigableMap<String, StoredSealingKey> sealingKeys;
    private final NavigableMap<String, GatewayKey> gatewayKeys;
    private final @Nullable StoredRotation rotation;
    private final Enrolled enrolled;
    private final NavigableSet<String> damagedCredentials;
    private final NavigableSet<String> damagedKeys;

    Holdings(
            long revision,
            Instant asOf,
            NavigableMap<String, Credential> credentials,
            NavigableMap<String, StoredSealingKey> sealingKeys,
            NavigableMap<String, GatewayKey> gatewayKeys,
            @Nullable StoredRotation rotation,
            Enrolled enrolled,
            NavigableSet<String> damagedCredentials,
            NavigableSet<String> damagedKeys) {
        this.revision = revision;
        this.asOf = asOf;
        this.credentials = Collections.unmodifiableNavigableMap(credentials);
        this.indexes = credentials.values().stream()
                .filter(credential -> credential.rest(asOf).isEmpty())
                .collect(Collectors.groupingBy(
                        Credential::kind, Collectors.collectingAndThen(Collectors.toList(), SelectorIndex::new)));
        this.sealingKeys = Collections.unmodifiableNavigableMap(sealingKeys);
        this.gatewayKeys = Collections.unmodifiableNavigableMap(gatewayKeys);
        this.rotation = rotation;
        this.enrolled = enrolled;
        this.damagedCredentials = Collections.unmodifiableNavigableSet(damagedCredentials);
        this.damagedKeys = Collections.unmodifiableNavigableSet(damagedKeys);
    }

    public static Holdings empty(long revision) {
        return new Holdings(
                revision,
                Instant.MIN,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                null,
                Enrolled.NOTHING,
                new TreeSet<>(),
                new TreeSet<>());
    }

    public long revision() {
        return revision;
    }

    /** By name. */
    public NavigableMap<String, Credential> credentials() {
        return credentials;
    }

    /** The same with what expires by {@code now} no longer used; this one if nothing does. */
    public Holdings asOf(Instant now) {
        boolean same = credentials.values().stream()
                .allMatch(credential -> credential.rest(asOf).equals(credential.rest(now)));
        return same
                ? this
                : new Holdings(
                        revision,
                        now,
                        credentials,
                        sealingKeys,
                        gatewayKeys,
                        rotation,
                        enrolled,
                        damagedCredentials,
                        damagedKeys);
    }

    /** The moment that this is a picture of, or earlier if nothing has expired since. */
    public Instant moment() {
        return asOf;
    }

    /** The credentials of one {@link Credential#kind} that are used. */
    public SelectorIndex<Credential> index(String kind) {
        return indexes.getOrDefault(kind, NOTHING);
    }

    /**
     * A credential that is used and that {@code next} could not be told from. What is never chosen, or not used, may look
     * like another; of anchors and revocation lists all that fit are tried.
     */
    public Optional<Credential> ambiguousWith(Credential next) {
        boolean isChosen = !next.isFormer()
                && !next.awaitsCertificate()
                && !next.is(CredentialType.TRUST_ANCHOR)
                && !next.is(CredentialType.REVOCATION_LIST)
                && next.rest(asOf).isEmpty();
        return isChosen ? index(next.kind()).ambiguousWith(next.name(), next.selectors()) : Optional.empty();
    }

    /** Versions that this credential has replaced and that are good for some time yet: the newest first. */
    public List<Credential> formersOf(String name) {
        return everyFormerOf(name)
                .filter(former -> former.rest(asOf).isEmpty())
                .sorted(Comparator.comparingLong(
                                (Credential former) -> former.stored().version())
                        .reversed())
                .toList();
    }

    /** The same with those whose time is over. */
    public Stream<Credential> everyFormerOf(String name) {
        return credentials.tailMap(Credential.formerNames(name), true).values().stream()
                .takeWhile(one -> Credential.isFormerOf(one.name(), name));
    }

    /**
     * A credential that has the key of {@code next} for another use; whether it is used now does not count, nor do names.
     *
     * <p>A key that decrypts and signs can be made to sign by whoever can make it decrypt (Felsch et al., "The Dangers of
     * Key Reuse", 2018), so the vault keeps none for both.
     */
    public Optional<Credential> withKeyOfAnotherUsage(Credential next) {
        return next.ownModulus().isEmpty()
                ? Optional.empty()
                : credentials.values().stream()
                        .filter(next::isKeyOfAnotherUsage)
                        .findFirst();
    }

    /** Those that are used; former versions too, as long as they are good. */
    public Stream<Credential> ofType(CredentialType type) {
        return credentials.values().stream()
                .filter(credential -> credential.rest(asOf).isEmpty())
                .filter(credential -> credential.stored().type().equals(type.toString()));
    }

    /** Labels of keys in the token that credentials name. */
    public Set<String> tokenKeys() {
        return credentials.values().stream()
                .flatMap(one -> one.tokenKey().stream())
                .collect(Collectors.toSet());
    }

    /** Label of the key in the token that is this credential's. */
    Optional<String> tokenKeyOf(String name) {
        return Optional.ofNullable(credentials.get(name)).flatMap(Credential::tokenKey);
    }

    /** By id. */
    public NavigableMap<String, StoredSealingKey> sealingKeys() {
        return sealingKeys;
    }

    /** The one that seals now: of all, the one that does so longest. */
    public Optional<StoredSealingKey> newestSealingKey() {
        return sealingKeys.values().stream().max(Comparator.comparing(StoredSealingKey::notAfter));
    }

    /** By gateway. */
    public NavigableMap<String, GatewayKey> gatewayKeys() {
        return gatewayKeys;
    }

    /** The last rotation of the master key, if there has been one. */
    public Optional<StoredRotation> rotation() {
        return Optional.ofNullable(rotation);
    }

    /** The services authority, its tokens and certificates. */
    public Enrolled enrolled() {
        return enrolled;
    }

    /** Names of credentials whose rows are not what a vault with this master key wrote. */
    public NavigableSet<String> damagedCredentials() {
        return damagedCredentials;
    }

    /** The same of everything else, by id. */
    public NavigableSet<String> damagedKeys() {
        return damagedKeys;
    }

    /** The picture after {@code decision}, as of {@code nextRevision}. */
    public Holdings after(Decision<?> decision, long nextRevision) {
        NavigableMap<String, Credential> nextCredentials = new TreeMap<>(credentials);
        NavigableMap<String, StoredSealingKey> nextSealingKeys = new TreeMap<>(sealingKeys);
        NavigableMap<String, GatewayKey> nextGatewayKeys = new TreeMap<>(gatewayKeys);
        @Nullable StoredRotation nextRotation = rotation;
        Enrolled nextEnrolled = enrolled;
        NavigableSet<String> stillDamaged = new TreeSet<>(damagedCredentials);
        NavigableSet<String> stillDamagedKeys = new TreeSet<>(damagedKeys);
        // Each change writes them anew.
        stillDamagedKeys.remove(NewestRows.NAME);
        for (Write write : decision.writes()) {
            switch (write) {
                case Write.SaveCredential(Credential credential) -> {
                    nextCredentials.put(credential.name(), credential);
                    stillDamaged.remove(credential.name());
                }
                case Write.RemoveCredential(String name) -> {
                    nextCredentials.remove(name);
                    stillDamaged.remove(name);
                }
                case Write.SaveSealingKey(StoredSealingKey key) -> {
                    nextSealingKeys.put(key.id(), key);
                    stillDamagedKeys.remove(key.id());
                }
                case Write.RemoveSealingKey(String id) -> nextSealingKeys.remove(id);
                case Write.SaveGatewayKey(GatewayKey key) -> {
                    nextGatewayKeys.put(key.gateway(), key);
                    stillDamagedKeys.remove(key.gateway());
                }
                case Write.SaveRotation(StoredRotation next) -> {
                    nextRotation = next;
                    stillDamagedKeys.remove(StoredRotation.NAME);
                }
                case Write.RemoveGatewayKey(String gateway) -> {
                    nextGatewayKeys.remove(gateway);
                    stillDamagedKeys.remove(gateway);
                }
                case Write.Enrol(EnrolledWrite one) -> {
                    nextEnrolled = nextEnrolled.after(one);
                    stillDamagedKeys.remove(one.id());
                }
            }
        }
        return new Holdings(
                nextRevision,
                asOf,
                nextCredentials,
                nextSealingKeys,
                nextGatewayKeys,
                nextRotation,
                nextEnrolled,
                stillDamaged,
                stillDamagedKeys);
    }
}
