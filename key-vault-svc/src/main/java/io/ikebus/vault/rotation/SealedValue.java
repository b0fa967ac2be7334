package io.ikebus.vault.rotation;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.Write;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Anything that is sealed at rest.
 *
 * @param resealed the change that puts another sealed form of the same value in its place
 */
record SealedValue(Octets sealed, Octets binding, Function<Octets, Write> resealed) {

    /** All that are intact. */
    static Stream<SealedValue> of(Holdings holdings) {
        return Stream.of(
                        holdings.credentials().values().stream()
                                .map(one -> new SealedValue(
                                        one.stored().sealed(),
                                        one.stored().binding(),
                                        other -> new Write.SaveCredential(one.withSealed(other)))),
                        holdings.sealingKeys().values().stream()
                                .map(one -> new SealedValue(
                                        one.sealed(),
                                        one.binding(),
                                        other -> new Write.SaveSealingKey(one.withSealed(other)))),
                        holdings.gatewayKeys().values().stream()
                                .map(one -> new SealedValue(
                                        one.seal(),
                                        one.binding(),
                                        other -> new Write.SaveGatewayKey(one.withSeal(other)))),
                        ofServices(holdings.enrolled()))
                .flatMap(each -> each);
    }

    private static Stream<SealedValue> ofServices(Enrolled enrolled) {
        return Stream.of(
                        enrolled.authorities().values().stream()
                                .map(one -> new SealedValue(
                                        one.sealed(),
                                        one.binding(),
                                        other -> enrol(new EnrolledWrite.SaveAuthority(one.withSealed(other))))),
                        enrolled.tokens().values().stream()
                                .map(one -> new SealedValue(
                                        one.seal(),
                                        one.binding(),
                                        other -> enrol(new EnrolledWrite.SaveToken(one.withSeal(other))))),
                        enrolled.certificates().values().stream()
                                .map(one -> new SealedValue(
                                        one.seal(),
                                        one.binding(),
                                        other -> enrol(new EnrolledWrite.SaveCertificate(one.withSeal(other))))))
                .flatMap(each -> each);
    }

    private static Write enrol(EnrolledWrite write) {
        return new Write.Enrol(write);
    }
}
