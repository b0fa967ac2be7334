package io.ikebus.negotiator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellman.KeyPair;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcpTest {
    private static final DiffieHellmanGroup GROUP = DiffieHellmanGroup.ECP_256;
    private static final Octets P256 =
            Octets.fromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static final Octets N256 =
            Octets.fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    static Stream<Vector> rfc5903() {
        return Vectors.resource("rfc5903-ecp.json");
    }

    @ParameterizedTest
    @MethodSource("rfc5903")
    void bothSidesGetWhatRfc5903Says(Vector vector) {
        // Given
        DiffieHellmanGroup group = DiffieHellmanGroup.valueOf(vector.text("group"));

        // When
        KeyPair initiator = DiffieHellman.keyPair(group, vector.secret("i"));
        KeyPair responder = DiffieHellman.keyPair(group, vector.secret("r"));

        // Then
        assertThat(initiator.publicValue()).isEqualTo(vector.octets("gi"));
        assertThat(responder.publicValue()).isEqualTo(vector.octets("gr"));
        assertThat(DiffieHellman.sharedSecret(initiator, responder.publicValue()))
                .contains(vector.secret("gir"));
        assertThat(DiffieHellman.sharedSecret(responder, initiator.publicValue()))
                .contains(vector.secret("gir"));
    }

    @Test
    void aSharedXThatBeginsWithAZeroOctetKeepsIt() {
        // Given
        KeyPair fixed = DiffieHellman.keyPair(GROUP, scalar(3));

        // When
        KeyPair found = pairs().filter(pair -> secret(fixed, pair).<Byte>with(bytes -> bytes[0]) == 0)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(secret(fixed, found).length()).isEqualTo(32);
        assertThat(secret(found, fixed)).isEqualTo(secret(fixed, found));
    }

    @ParameterizedTest(name = "octet {0}")
    @ValueSource(ints = {0, 32})
    void aCoordinateThatBeginsWithAZeroOctetKeepsIt(int at) {
        // When
        KeyPair found = pairs().filter(pair -> pair.publicValue().u8(at) == 0)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(found.publicValue().length()).isEqualTo(64);
        assertThat(DiffieHellman.sharedSecret(DiffieHellman.keyPair(GROUP, scalar(3)), found.publicValue()))
                .isPresent();
    }

    /** Of the scalars 2, 3, 4 and so on: one in 256 has a zero where one is looked for. */
    private static Stream<KeyPair> pairs() {
        return Stream.iterate(2, i -> i + 1).map(i -> DiffieHellman.keyPair(GROUP, scalar(i)));
    }

    static Stream<Arguments> badPoints() {
        Octets good = DiffieHellman.keyPair(GROUP, scalar(5)).publicValue();
        Octets x = good.slice(0, 32);
        Octets y = good.from(32);
        return Stream.of(
                Arguments.of("all zero", Octets.wrap(new byte[64])),
                Arguments.of("x with another y", Octets.concat(x, plus(y, 1))),
                Arguments.of("x and y exchanged", Octets.concat(y, x)),
                Arguments.of("x is the prime", Octets.concat(P256, y)),
                Arguments.of("y is the prime", Octets.concat(x, P256)),
                Arguments.of("x beyond the prime", Octets.concat(plus(P256, 1), y)),
                Arguments.of("all ones", Octets.concat(plus(Octets.wrap(new byte[32]), -1), y)),
                Arguments.of("compressed", Octets.concat(Octets.of(2), x)),
                Arguments.of("with the octet for uncompressed", Octets.concat(Octets.of(4), good)),
                Arguments.of("x alone", x),
                Arguments.of("nothing", Octets.EMPTY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPoints")
    void whatIsNoPointOfTheCurveGivesNoSecret(String name, Octets value) {
        KeyPair own = DiffieHellman.keyPair(GROUP, scalar(7));

        assertThat(DiffieHellman.sharedSecret(own, value)).as(name).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "ECP.*")
    void onEveryCurveAPointBesideItGivesNoSecret(DiffieHellmanGroup group) {
        // Given
        KeyPair own = DiffieHellman.generate(group, new SecureRandom());
        Octets good = DiffieHellman.generate(group, new SecureRandom()).publicValue();
        int half = group.fieldOctets();
        Octets flipped = Octets.concat(good.slice(0, good.length() - 1), Octets.of(good.u8(good.length() - 1) ^ 1));

        // Then
        assertThat(Stream.of(
                        flipped,
                        Octets.wrap(new byte[2 * half]),
                        Octets.concat(good.from(half), good.slice(0, half)),
                        Octets.concat(ones(half), good.from(half))))
                .allSatisfy(value ->
                        assertThat(DiffieHellman.sharedSecret(own, value)).isEmpty());
    }

    private static Octets ones(int octets) {
        byte[] bytes = new byte[octets];
        Arrays.fill(bytes, (byte) 0xff);
        return Octets.wrap(bytes);
    }

    @Test
    void aPointOfAnotherCurveOfTheSameLengthGivesNoSecret() {
        // Given y^2 = x^3 - 3x + c with another c, as an invalid curve attack takes it
        Octets foreign = Octets.concat(plus(Octets.wrap(new byte[32]), 2), plus(Octets.wrap(new byte[32]), 3));

        assertThat(DiffieHellman.sharedSecret(DiffieHellman.keyPair(GROUP, scalar(7)), foreign))
                .isEmpty();
    }

    @Test
    void aScalarIsDrawnAgainUntilItIsInRange() {
        // Given a source that gives zero, then the order, then five
        SequenceRandom random = new SequenceRandom(Octets.wrap(new byte[32]), N256, octets(5));

        // When
        KeyPair pair = DiffieHellman.generate(GROUP, random);

        // Then
        assertThat(pair.privateValue()).isEqualTo(scalar(5));
    }

    /** Gives these octets, one after the other. */
    private static final class SequenceRandom extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final transient Octets[] values;
        private int next;

        SequenceRandom(Octets... values) {
            this.values = values;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(values[next++].toByteArray(), 0, bytes, 0, bytes.length);
        }
    }

    private static Secret secret(KeyPair own, KeyPair peer) {
        return DiffieHellman.sharedSecret(own, peer.publicValue()).orElseThrow();
    }

    private static Octets octets(int number) {
        return Octets.wrap(FieldElements.padded(BigInteger.valueOf(number), 32));
    }

    private static Secret scalar(int number) {
        return Secret.wrap(octets(number).toByteArray());
    }

    /** Modulo 2^256. */
    private static Octets plus(Octets number, int difference) {
        BigInteger sum =
                FieldElements.number(number).add(BigInteger.valueOf(difference)).mod(BigInteger.ONE.shiftLeft(256));
        return Octets.wrap(FieldElements.padded(sum, 32));
    }
}
