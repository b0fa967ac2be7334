package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.connection.Connection.Exchange;
import io.ikebus.negotiator.crypto.RsaPublicKey;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.net.Conditions;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Felsch, Grothe, Schwenk, Czubak, Szymanek: "The Dangers of Key Reuse: Practical Attacks on IPsec IKE" (USENIX Security
 * 2018). Who can tell well formed RSA blocks from others by anything that a responder does can decrypt with its key, and
 * sign. So whatever the blocks hold, what is sent and what is noted is the same.
 */
class TheDangersOfKeyReuseTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final int BLOCKS = 2_000;
    private static final int OCTETS = 256;
    private static final Random RANDOM = new Random(20180815);
    private static final RsaPublicKey EAST = RsaPublicKey.ofInfo(
                    Octets.wrap(EncryptionKeys.EAST.getPublic().getEncoded()))
            .orElseThrow();

    /** What a block can be. An attacker tries each kind of malformed one, and wants to tell it from the first kind. */
    enum Block {
        WELL_FORMED {
            @Override
            Octets make() {
                return encrypted(withText(8 + RANDOM.nextInt(238)));
            }
        },
        TEXT_TOO_SHORT {
            @Override
            Octets make() {
                return encrypted(withText(RANDOM.nextInt(4)));
            }
        },
        PADDING_TOO_SHORT {
            @Override
            Octets make() {
                byte[] block = withText(100);
                block[2 + RANDOM.nextInt(8)] = 0;
                return encrypted(block);
            }
        },
        OF_A_SIGNATURE {
            @Override
            Octets make() {
                byte[] block = withText(20);
                block[1] = 1;
                return encrypted(block);
            }
        },
        FIRST_OCTET_NOT_ZERO {
            @Override
            Octets make() {
                byte[] block = withText(20);
                block[0] = 1;
                return encrypted(block);
            }
        },
        WITHOUT_SEPARATOR {
            @Override
            Octets make() {
                byte[] block = withText(0);
                block[OCTETS - 1] = 1;
                return encrypted(block);
            }
        },
        NOISE {
            @Override
            Octets make() {
                return fixed(new BigInteger(2_040, RANDOM));
            }
        },
        NOT_BELOW_THE_MODULUS {
            @Override
            Octets make() {
                return fixed(EAST.modulus().add(BigInteger.valueOf(RANDOM.nextInt(1_000))));
            }
        };

        abstract Octets make();

        /** {@code 00 02}, padding, {@code 00}, a text of so many octets. */
        static byte[] withText(int octets) {
            byte[] block = new byte[OCTETS];
            for (int i = 2; i < OCTETS; i++) {
                block[i] = (byte) (1 + RANDOM.nextInt(255));
            }
            block[1] = 2;
            block[OCTETS - 1 - octets] = 0;
            return block;
        }

        static Octets encrypted(byte[] block) {
            return fixed(new BigInteger(1, block).modPow(EAST.exponent(), EAST.modulus()));
        }

        static Octets fixed(BigInteger number) {
            byte[] bytes = number.toByteArray();
            byte[] fixed = new byte[OCTETS];
            int count = Math.min(bytes.length, OCTETS);
            System.arraycopy(bytes, bytes.length - count, fixed, OCTETS - count, count);
            return Octets.wrap(fixed);
        }
    }

    /** Everything that can be seen of a responder, in any place, of one attempt. */
    record Seen(List<String> sent, List<String> noted, List<String> events) {}

    /** Each way, and which of its blocks the attacker puts into a message. */
    enum Target {
        MAIN_NONCE(Exchange.MAIN, AuthenticationMethod.RSA_ENCRYPTION, PayloadType.NONCE),
        MAIN_IDENTITY(Exchange.MAIN, AuthenticationMethod.RSA_ENCRYPTION, PayloadType.IDENTIFICATION),
        MAIN_REVISED_NONCE(Exchange.MAIN, AuthenticationMethod.RSA_ENCRYPTION_REVISED, PayloadType.NONCE),
        AGGRESSIVE_NONCE(Exchange.AGGRESSIVE, AuthenticationMethod.RSA_ENCRYPTION, PayloadType.NONCE),
        AGGRESSIVE_IDENTITY(Exchange.AGGRESSIVE, AuthenticationMethod.RSA_ENCRYPTION, PayloadType.IDENTIFICATION),
        AGGRESSIVE_REVISED_NONCE(Exchange.AGGRESSIVE, AuthenticationMethod.RSA_ENCRYPTION_REVISED, PayloadType.NONCE);

        private final Exchange exchange;
        private final AuthenticationMethod method;
        private final int payload;

        Target(Exchange exchange, AuthenticationMethod method, int payload) {
            this.exchange = exchange;
            this.method = method;
            this.payload = payload;
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void twoThousandBlocksCannotBeToldApart(Target target) {
        // Given a responder that waits for the message with the blocks
        TwoParties parties = new TwoParties(
                connection("west")
                        .exchange(target.exchange)
                        .authentication(target.method)
                        .build(),
                connection("east")
                        .exchange(target.exchange)
                        .authentication(target.method)
                        .build(),
                1,
                Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", COOKIE);
        if (target.exchange == Exchange.MAIN) {
            parties.deliver(parties.west.outbox.removeFirst());
            parties.deliver(parties.east.outbox.removeFirst());
        }
        Gateway.Sent honest = parties.west.outbox.getFirst();
        SessionKey session = new SessionKey(parties.east.id, new Cookie(COOKIE));
        Secret waiting = parties.east.store.get(session);
        // When
        Set<Seen> seen = new HashSet<>();
        Set<Block> tried = new TreeSet<>();
        for (int i = 0; i < BLOCKS / Target.values().length + 1; i++) {
            Block kind = Block.values()[i % Block.values().length];
            tried.add(kind);
            seen.add(attempt(parties, session, waiting, with(honest, target.payload, kind.make())));
        }
        // Then
        assertThat(tried).containsExactly(Block.values());
        assertThat(seen).hasSize(1);
        assertThat(seen.iterator().next().noted()).isNotEmpty();
        assertThat(parties.east.events).doesNotContain("io.ikebus.ike.established");
    }

    /** The message, and behind it one that claims to be the proof: noise, since nobody can know better. */
    private static Seen attempt(
            TwoParties parties, SessionKey session, @Nullable Secret waiting, Gateway.Sent message) {
        if (waiting == null) {
            parties.east.store.remove(session);
        } else {
            parties.east.store.put(session, Secret.copyOf(waiting.with(byte[]::clone)));
        }
        parties.east.outbox.clear();
        parties.east.diary.clear();
        parties.east.events.clear();
        parties.deliver(message);
        List<Gateway.Sent> answers = List.copyOf(parties.east.outbox);
        if (!answers.isEmpty() && parties.east.store.containsKey(session)) {
            byte[] noise = new byte[64];
            RANDOM.nextBytes(noise);
            Octets header = Octets.concat(
                    answers.getFirst().message().slice(0, 16),
                    Octets.of(8, 0x10, message.message().u8(18), 1, 0, 0, 0, 0),
                    Octets.ofNumber(IsakmpHeader.LENGTH + noise.length, 4));
            parties.deliver(new Gateway.Sent(message.headers(), Octets.concat(header, Octets.wrap(noise))));
        }
        return new Seen(
                parties.east.outbox.stream().map(TheDangersOfKeyReuseTest::form).toList(),
                parties.east.diary.stream().map(TheDangersOfKeyReuseTest::note).toList(),
                List.copyOf(parties.east.events));
    }

    /** All of a message that is not chance: exchange, flags, types and lengths of payloads, notify types. */
    private static String form(Gateway.Sent sent) {
        DatagramHeaders way = sent.headers();
        return switch (IsakmpMessage.decode(sent.message())) {
            case Decoded.Accepted<IsakmpMessage>(IsakmpMessage whole) -> {
                List<String> parts = new ArrayList<>();
                for (Payload payload : whole.chain().payloads()) {
                    parts.add(payload.type() + ":" + payload.body().length()
                            + (payload instanceof Payload.Notification n ? "=" + n.notifyType() : ""));
                }
                yield way.remote() + " " + sent.message().u8(18) + " "
                        + sent.message().u8(19) + " " + parts;
            }
            case Decoded.Refused<IsakmpMessage> refused -> throw new AssertionError(refused.toString());
        };
    }

    private static String note(DiaryEntry entry) {
        return String.join(" ", entry.kind().name(), entry.label(), entry.text(), entry.connection());
    }

    /** The message with another body in the place of one payload's. */
    private static Gateway.Sent with(Gateway.Sent honest, int type, Octets body) {
        return switch (IsakmpMessage.decode(honest.message())) {
            case Decoded.Accepted<IsakmpMessage>(IsakmpMessage whole) -> {
                IsakmpHeader header = whole.header();
                Payload[] payloads = whole.chain().payloads().stream()
                        .map(one -> one.type() == type ? new Payload.Unknown(type, body) : one)
                        .toArray(Payload[]::new);
                yield new Gateway.Sent(
                        honest.headers(),
                        IsakmpMessage.of(
                                        header.initiatorCookie(),
                                        header.responderCookie(),
                                        header.exchangeType(),
                                        0,
                                        payloads)
                                .encode());
            }
            case Decoded.Refused<IsakmpMessage> refused -> throw new AssertionError(refused.toString());
        };
    }
}
