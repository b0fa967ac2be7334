package io.ikebus.vault.enrolled;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RestSealing;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Authorities and tokens by id, certificates by serial: rows with an intact seal, and the ids of those without.
 * Immutable.
 *
 * @param damaged are as good as revoked
 */
public record Enrolled(
        NavigableMap<String, StoredAuthority> authorities,
        NavigableMap<String, StoredToken> tokens,
        NavigableMap<String, StoredServiceCertificate> certificates,
        NavigableSet<String> damaged) {
    public static final Enrolled NOTHING =
            new Enrolled(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());

    public Enrolled {
        authorities = Collections.unmodifiableNavigableMap(authorities);
        tokens = Collections.unmodifiableNavigableMap(tokens);
        certificates = Collections.unmodifiableNavigableMap(certificates);
        damaged = Collections.unmodifiableNavigableSet(damaged);
    }

    /**
     * @param known what has been looked at before and has not changed since need not be opened again
     * @param newest whether the row with this id and this seal is the one that a vault wrote last
     */
    public static Enrolled inspected(
            EnrolledRows rows, Enrolled known, RestSealing sealing, BiPredicate<String, Octets> newest) {
        BiPredicate<Octets, Octets> intact = sealing::isIntact;
        NavigableMap<String, StoredAuthority> authorities = new TreeMap<>();
        NavigableMap<String, StoredToken> tokens = new TreeMap<>();
        NavigableMap<String, StoredServiceCertificate> certificates = new TreeMap<>();
        NavigableSet<String> damaged = new TreeSet<>();
        for (StoredAuthority row : rows.authorities()) {
            if (newest.test(row.id(), row.sealed())
                    && (row.equals(known.authorities().get(row.id())) || intact.test(row.sealed(), row.binding()))) {
                authorities.put(row.id(), row);
            } else {
                damaged.add(row.id());
            }
        }
        for (StoredToken row : rows.tokens()) {
            if (newest.test(row.id(), row.seal())
                    && (row.equals(known.tokens().get(row.id())) || intact.test(row.seal(), row.binding()))) {
                tokens.put(row.id(), row);
            } else {
                damaged.add(row.id());
            }
        }
        for (StoredServiceCertificate row : rows.certificates()) {
            if (newest.test(row.serial(), row.seal())
                    && (row.equals(known.certificates().get(row.serial())) || intact.test(row.seal(), row.binding()))) {
                certificates.put(row.serial(), row);
            } else {
                damaged.add(row.serial());
            }
        }
        return new Enrolled(authorities, tokens, certificates, damaged);
    }

    /** The picture after {@code write}. */
    public Enrolled after(EnrolledWrite write) {
        NavigableMap<String, StoredAuthority> nextAuthorities = new TreeMap<>(authorities);
        NavigableMap<String, StoredToken> nextTokens = new TreeMap<>(tokens);
        NavigableMap<String, StoredServiceCertificate> nextCertificates = new TreeMap<>(certificates);
        NavigableSet<String> stillDamaged = new TreeSet<>(damaged);
        switch (write) {
            case EnrolledWrite.SaveAuthority(StoredAuthority one) -> nextAuthorities.put(one.id(), one);
            case EnrolledWrite.RemoveAuthority(String id) -> nextAuthorities.remove(id);
            case EnrolledWrite.SaveToken(StoredToken one) -> nextTokens.put(one.id(), one);
            case EnrolledWrite.RemoveToken(String id) -> nextTokens.remove(id);
            case EnrolledWrite.SaveCertificate(StoredServiceCertificate one) -> nextCertificates.put(one.serial(), one);
            case EnrolledWrite.RemoveCertificate(String id) -> nextCertificates.remove(id);
        }
        stillDamaged.remove(write.id());
        return new Enrolled(nextAuthorities, nextTokens, nextCertificates, stillDamaged);
    }

    /** The one that signs: the last that was made or imported. */
    public Optional<StoredAuthority> authority() {
        return authorities.values().stream()
                .max(Comparator.comparing(StoredAuthority::createdAt).thenComparing(StoredAuthority::id));
    }

    public Stream<StoredServiceCertificate> of(ServiceRole role, String gateway) {
        return certificates.values().stream()
                .filter(one -> one.role() == role && one.gateway().equals(gateway));
    }
}
