package io.ikebus.protocol.isakmp;

import static io.ikebus.protocol.isakmp.Wire.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ikebus.protocol.octets.Octets;
import org.junit.jupiter.api.Test;

class PayloadChainTest {
    /** HASH(1), SA, Ni, IDci: the first message of a Quick Mode, by hand, and 8 octets of padding. */
    private static final Octets HASH = hex("01 00 0008 aabbccdd");

    private static final Octets OFFER =
            hex("0a 00 0024 00000001 00000001 0000 0018 01 03 04 01 c0ffee01 0000 000c 01 0c 0000 8001 0001");
    private static final Octets REST =
            Octets.concat(OFFER, hex("05 00 000c 0123456789abcdef 00 00 000c 01 00 0000 0a010001"));
    private static final Octets PADDING = hex("00000000 00000000");

    @Test
    void hashCoversAllThatFollowsItWithHeadersAndWithoutPadding() {
        // When
        PayloadChain chain = accepted(PayloadChain.decodePadded(PayloadType.HASH, Octets.concat(HASH, REST, PADDING)));
        // Then
        // RFC 2409 5.5: "the entire message that follows the hash including all payload headers, but excluding any
        // padding added for encryption".
        assertThat(chain.afterFirst()).isEqualTo(REST);
        assertThat(chain.encoded()).isEqualTo(Octets.concat(HASH, REST));
    }

    @Test
    void whatFollowsTheFirstIsTheSameForTheOneWhoSends() {
        // Given
        PayloadChain received = accepted(PayloadChain.decode(PayloadType.HASH, Octets.concat(HASH, REST)));
        // When
        PayloadChain sent = PayloadChain.of(received.payloads());
        PayloadChain rest = PayloadChain.of(received.payloads().subList(1, 4));
        // Then
        assertThat(sent).isEqualTo(received);
        assertThat(rest.encoded()).isEqualTo(sent.afterFirst());
    }

    @Test
    void nothingFollowsAHashThatIsAlone() {
        PayloadChain chain = accepted(PayloadChain.decodePadded(PayloadType.HASH, hex("00 00 0008 aabbccdd 00000000")));
        assertThat(chain.afterFirst()).isEqualTo(Octets.EMPTY);
    }

    @Test
    void bodiesAreSlicesOfTheWire() {
        // When
        PayloadChain chain = accepted(PayloadChain.decode(PayloadType.HASH, Octets.concat(HASH, REST)));
        // Then
        // SAi_b of RFC 2409 5: "the entire body of the SA payload (minus the ISAKMP generic header)".
        assertThat(chain.only(SecurityAssociation.class))
                .get()
                .extracting(Payload::body)
                .isEqualTo(OFFER.from(4));
        assertThat(chain.only(Payload.Identification.class))
                .get()
                .extracting(Payload::body)
                .isEqualTo(hex("01 00 0000 0a010001"));
        assertThat(chain.only(Payload.Nonce.class))
                .get()
                .extracting(Payload::body)
                .isEqualTo(hex("0123456789abcdef"));
    }

    @Test
    void paddingMayHoldAnything() {
        assertThat(accepted(PayloadChain.decodePadded(PayloadType.NONCE, hex("00 00 0005 01 ffeeddcc")))
                        .payloads())
                .containsExactly(new Payload.Nonce(hex("01")));
    }

    @Test
    void payloadsAreFoundByKind() {
        // Given
        Payload.VendorId first = new Payload.VendorId(hex("01"));
        Payload.VendorId second = new Payload.VendorId(hex("02"));
        Payload.Nonce nonce = new Payload.Nonce(hex("03"));
        // When
        PayloadChain chain = PayloadChain.of(first, nonce, second);
        // Then
        assertThat(chain.all(Payload.VendorId.class)).containsExactly(first, second);
        assertThat(chain.first(Payload.VendorId.class)).contains(first);
        assertThat(chain.only(Payload.VendorId.class)).isEmpty();
        assertThat(chain.only(Payload.Nonce.class)).contains(nonce);
        assertThat(chain.only(Payload.KeyExchange.class)).isEmpty();
        assertThat(chain.firstType()).isEqualTo(PayloadType.VENDOR_ID);
    }

    @Test
    void noPayloadIsAChainToo() {
        PayloadChain chain = accepted(PayloadChain.decode(PayloadType.NONE, Octets.EMPTY));
        assertThat(chain.payloads()).isEmpty();
        assertThat(chain.firstType()).isEqualTo(PayloadType.NONE);
        assertThat(chain).isEqualTo(PayloadChain.of());
    }

    @Test
    void aPayloadOfOurOwnThatNoLengthFieldCanTellIsAnError() {
        Payload.KeyExchange large = new Payload.KeyExchange(Octets.wrap(new byte[0xfffc]));
        assertThatIllegalStateException().isThrownBy(() -> PayloadChain.of(large));
    }

    private static PayloadChain accepted(Decoded<PayloadChain> decoded) {
        return switch (decoded) {
            case Decoded.Accepted<PayloadChain>(PayloadChain chain) -> chain;
            case Decoded.Refused<PayloadChain>(Refusal reason, String detail) ->
                throw new AssertionError(reason + ": " + detail);
        };
    }
}
