package io.ikebus.negotiator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HashAlgorithmTest {
    @ParameterizedTest
    @CsvSource({
        "MD5, 1, 900150983cd24fb0d6963f7d28e17f72",
        "SHA1, 2, a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA2_256, 4, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA2_384, 5, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                + "8086072ba1e7cc2358baeca134c825a7",
        "SHA2_512, 6, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    })
    void hashesAsFips180AndRfc1321Say(HashAlgorithm hash, int id, String digest) {
        assertThat(hash.hash(text("a"), Octets.EMPTY, text("bc")).hex()).isEqualTo(digest);
        assertThat(hash.octets()).isEqualTo(digest.length() / 2);
        assertThat(HashAlgorithm.ofId(id)).contains(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "MD5, 750c783e6ab0b503eaa86e310a5db738",
        "SHA1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "SHA2_256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA2_384, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                + "8e2240ca5e69e2c78b3239ecfab21649",
        "SHA2_512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void prfIsTheHmacOfRfc2202AndRfc4231(HashAlgorithm hash, String mac) {
        // Given
        Secret key = secret("Jefe");
        Octets begin = text("what do ya want ");
        Octets end = text("for nothing?");

        // Then
        assertThat(hash.prfPublic(key, begin, end).hex()).isEqualTo(mac);
        assertThat(hash.prf(key, begin, end))
                .isEqualTo(Secret.wrap(Octets.fromHex(mac).toByteArray()));
        assertThat(hash.prf(key, secret("what do ya want "), end)).isEqualTo(hash.prf(key, begin, end));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyLongerThanTheBlockIsHashedFirst(HashAlgorithm hash) {
        // Given, RFC 2104 2: "keys longer than B bytes are first hashed using H"
        Octets key = Octets.wrap(new byte[200]);

        assertThat(hash.prfPublic(Secret.wrap(key.toByteArray()), text("x")))
                .isEqualTo(hash.prfPublic(Secret.wrap(hash.hash(key).toByteArray()), text("x")));
    }

    @Test
    void unknownNumbersAreUnknown() {
        assertThat(HashAlgorithm.ofId(3)).as("Tiger").isEmpty();
    }

    private static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
