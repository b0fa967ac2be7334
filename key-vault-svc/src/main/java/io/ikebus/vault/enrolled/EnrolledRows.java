package io.ikebus.vault.enrolled;

import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.stream.Stream;

/** The tables of this package at one moment, not yet believed. */
public record EnrolledRows(
        List<StoredAuthority> authorities, List<StoredToken> tokens, List<StoredServiceCertificate> certificates) {
    public static final EnrolledRows NONE = new EnrolledRows(List.of(), List.of(), List.of());

    public Stream<Octets> seals() {
        return Stream.of(
                        authorities.stream().map(StoredAuthority::sealed),
                        tokens.stream().map(StoredToken::seal),
                        certificates.stream().map(StoredServiceCertificate::seal))
                .flatMap(each -> each);
    }
}
