package io.ikebus.negotiator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.auth.Concealment.PeerKey;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.crypto.RsaPublicKey;
import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What public key encryption puts into messages, against an independent calculation from the RFC. */
class EncryptionVectorsTest {

    static Stream<Vector> vectors() {
        return Vectors.resource("ikev1-encryption.json");
    }

    static Stream<Arguments> sides() {
        return vectors()
                .flatMap(vector -> Stream.of(Role.values())
                        .flatMap(role ->
                                Stream.of(EncryptionPayloads.values()).map(form -> Arguments.of(vector, role, form))));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void bothFormsOfSkeyid(Vector v) {
        for (EncryptionSkeyid form : EncryptionSkeyid.values()) {
            assertThat(KeyDerivation.skeyidOfEncryption(
                            hash(v),
                            form == EncryptionSkeyid.RFC2409,
                            v.octets("initiator/nonce"),
                            v.octets("responder/nonce"),
                            cookie(v, Role.INITIATOR),
                            cookie(v, Role.RESPONDER)))
                    .isEqualTo(v.secret("skeyid/" + form));
        }
    }

    @ParameterizedTest
    @MethodSource("sides")
    void theKeyThatANonceMakes(Vector v, Role role, EncryptionPayloads ignored) {
        assertThat(KeyDerivation.nonceKey(
                        hash(v),
                        IsakmpCipher.AES_CBC,
                        v.number("keyBits"),
                        v.octets(side(role) + "/nonce"),
                        cookie(v, role)))
                .isEqualTo(v.secret(side(role) + "/ephemeralKey"));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void nonceAndIdentityAreRsaBlocks(Vector v, Role role, EncryptionPayloads form) {
        // Given the vector's padding in the place of chance
        Deque<Octets> paddings = new ArrayDeque<>(
                List.of(v.octets(side(role) + "/identityBlock/padding"), v.octets(side(role) + "/nonceBlock/padding")));
        // When
        List<Payload> payloads = new RsaBlocks()
                .conceal(
                        facts(v, role, form),
                        contribution(v, role),
                        List.of(),
                        peerKey(v),
                        ignored -> paddings.removeFirst());
        // Then
        assertThat(payloads)
                .extracting(Payload::type)
                .containsExactly(PayloadType.KEY_EXCHANGE, PayloadType.IDENTIFICATION, PayloadType.NONCE);
        assertThat(payloads)
                .extracting(Payload::body)
                .containsExactly(
                        v.octets(side(role) + "/publicValue"),
                        v.octets(side(role) + "/identityBlock/cipher"),
                        v.octets(side(role) + "/nonceBlock/cipher"));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void theRevisedModeHidesWhatStandsBehindTheNonce(Vector v, Role role, EncryptionPayloads form) {
        // When
        List<Payload> payloads = new EphemeralKey()
                .conceal(
                        facts(v, role, form),
                        contribution(v, role),
                        List.of(),
                        peerKey(v),
                        ignored -> v.octets(side(role) + "/nonceBlock/padding"));
        // Then
        assertThat(payloads)
                .extracting(Payload::type)
                .containsExactly(PayloadType.NONCE, PayloadType.KEY_EXCHANGE, PayloadType.IDENTIFICATION);
        assertThat(payloads)
                .extracting(Payload::body)
                .containsExactly(
                        v.octets(side(role) + "/nonceBlock/cipher"),
                        v.octets(side(role) + "/" + form + "/KE"),
                        v.octets(side(role) + "/" + form + "/ID"));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void whatTheRevisedModeHidThePeerReads(Vector v, Role role, EncryptionPayloads form) {
        // Given a message from the other side
        Role from = role == Role.INITIATOR ? Role.RESPONDER : Role.INITIATOR;
        PayloadChain received = PayloadChain.of(List.of(
                new Payload.Nonce(v.octets(side(from) + "/nonceBlock/cipher")),
                new Payload.KeyExchange(v.octets(side(from) + "/" + form + "/KE")),
                new Payload.Unknown(PayloadType.IDENTIFICATION, v.octets(side(from) + "/" + form + "/ID"))));
        // When
        Optional<Contribution> read = new EphemeralKey()
                .reveal(facts(v, role, form), decoded(received), v.octets(side(from) + "/nonce"), Octets.EMPTY);
        Optional<Contribution> withAWrongNonce = new EphemeralKey()
                .reveal(facts(v, role, form), decoded(received), v.octets(side(role) + "/nonce"), Octets.EMPTY);
        // Then
        assertThat(read).contains(contribution(v, from));
        assertThat(withAWrongNonce).isEmpty();
    }

    /** As it comes from the wire. */
    private static PayloadChain decoded(PayloadChain chain) {
        return switch (PayloadChain.decode(chain.firstType(), chain.encoded())) {
            case Decoded.Accepted<PayloadChain>(PayloadChain accepted) -> accepted;
            case Decoded.Refused<PayloadChain> refused -> throw new AssertionError(refused.toString());
        };
    }

    private static Facts facts(Vector v, Role role, EncryptionPayloads form) {
        return new KnownFacts(
                role,
                hash(v),
                v.number("keyBits"),
                DiffieHellmanGroup.ECP_256.publicValueOctets(),
                cookie(v, Role.INITIATOR),
                cookie(v, Role.RESPONDER),
                form);
    }

    private static Contribution contribution(Vector v, Role role) {
        return new Contribution(
                v.octets(side(role) + "/publicValue"),
                v.octets(side(role) + "/nonce"),
                Concealment.identity(v.octets(side(role) + "/identity")).orElseThrow());
    }

    private static PeerKey peerKey(Vector v) {
        return new PeerKey(
                new RsaPublicKey(number(v.octets("rsa/modulus")), number(v.octets("rsa/exponent"))), Octets.EMPTY);
    }

    private static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toByteArray());
    }

    private static String side(Role role) {
        return role == Role.INITIATOR ? "initiator" : "responder";
    }

    private static Cookie cookie(Vector v, Role role) {
        return Cookie.parse(v.text(side(role) + "Cookie"));
    }

    private static HashAlgorithm hash(Vector v) {
        return HashAlgorithm.valueOf(v.text("hash"));
    }
}
