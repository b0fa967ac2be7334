package io.ikebus.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.agent.Samples;
import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadMessagesTest {
    private static final SaRef INBOUND = new SaRef(Samples.OURS, 50, 0x1234);

    @Test
    void anSaOfOurs() {
        SaTransform transform = new SaTransform(Encryption.AES_CBC, 256, Integrity.HMAC_SHA2_256_128);

        assertThat(SaMessages.readSa(Golden.message("told-sa-cbc-256-sha256")))
                .isEqualTo(new KernelSa(
                        INBOUND,
                        Samples.PEER,
                        Mode.TUNNEL,
                        Samples.REQID,
                        transform,
                        Samples.keymat(transform, 1),
                        32,
                        false,
                        new UdpEncapsulation(4500, 4500),
                        new SaLifetime(0, 3600, 0, 0),
                        null,
                        null,
                        new KernelSa.Usage(
                                8400,
                                100,
                                Instant.ofEpochSecond(1_700_000_000),
                                Instant.ofEpochSecond(1_700_000_060),
                                2,
                                1,
                                3)));
    }

    @Test
    void anSaThatWeHaveNoWordsFor() {
        KernelSa sa = SaMessages.readSa(Golden.message("told-sa-of-somebody-else"));

        assertThat(sa.ref()).isEqualTo(INBOUND);
        assertThat(sa.mode()).isNull();
        assertThat(sa.transform()).isNull();
        assertThat(sa.keymat()).isNull();
        assertThat(sa.replayWindow()).isEqualTo(128);
        assertThat(sa.extendedSequenceNumbers()).isTrue();
        assertThat(sa.mark()).isEqualTo(new Mark(1, 1));
        assertThat(sa.interfaceId()).isEqualTo(9);
    }

    /** A kernel in confidentiality lockdown shows zeros: they must not be taken for a key. */
    @Test
    void anSaWhoseKeyIsHidden() {
        String shown = Golden.hex("newsa-gcm-128");
        String hidden = shown.replace("0102030405060708090a0b0c0d0e0f1011121314", "00".repeat(20));

        KernelSa sa =
                SaMessages.readSa(NetlinkMessage.readAll(Golden.buffer(hidden)).getFirst());

        assertThat(sa.transform()).isEqualTo(Samples.GCM_128);
        assertThat(sa.keymat()).isNull();
    }

    @Test
    void expireEvents() {
        assertThat(SaMessages.readExpire(Golden.message("told-hard-expire")))
                .isEqualTo(new KernelEvent.Expired(INBOUND, true));
        assertThat(SaMessages.readExpire(Golden.message("told-soft-expire")))
                .isEqualTo(new KernelEvent.Expired(INBOUND, false));
    }

    @Test
    void aPolicy() {
        assertThat(PolicyMessages.readPolicy(Golden.message("told-policy-forward")))
                .contains(Samples.policy(PolicyDirection.FORWARD, Samples.PEER, Samples.REQID));
    }

    @Test
    void aPolicyThatBlocksIsNotOneOfOurs() {
        ByteBuffer body = Golden.message("told-policy-forward").body();
        body.put(161, (byte) 1);

        assertThat(PolicyMessages.readPolicy(new NetlinkMessage(Xfrm.NEWPOLICY, 0, 7, body)))
                .isEmpty();
    }

    @Test
    void anAcknowledgement() {
        assertThat(ErrorMessage.read(Golden.message("told-acknowledgement"))).isEqualTo(Answer.DONE);
    }

    @Test
    void anErrorWithTheKernelsOwnWords() {
        assertThat(ErrorMessage.read(Golden.message("told-enosys-with-text")))
                .isEqualTo(new Answer.Refused(
                        Errno.ENOSYS,
                        "the kernel lacks a cryptographic algorithm: Requested AEAD algorithm not found"));
        assertThat(ErrorMessage.read(Golden.message("told-eexist-quoting-the-request")))
                .isEqualTo(new Answer.Refused(Errno.EEXIST, "the kernel has one already that is not ours: exists"));
    }

    @Test
    void anErrorWithoutAName() {
        ByteBuffer body = Golden.message("told-acknowledgement").body().putInt(0, -4711);

        assertThat(ErrorMessage.read(new NetlinkMessage(Xfrm.NLMSG_ERROR, 0, 7, body)))
                .isEqualTo(new Answer.Refused(Errno.EOTHER, "the kernel gave another error, 4711"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"told-sa-cbc-256-sha256", "told-policy-forward", "told-hard-expire", "told-enosys-with-text"})
    void whatIsCutShortIsRefusedAndNeverReadBeyondItsEnd(String name) {
        String whole = Golden.hex(name);
        for (int octets = 1; octets < whole.length() / 2; octets++) {
            ByteBuffer cut = Golden.buffer(whole.substring(0, 2 * octets));
            int length = octets;

            // When the datagram ends early, then the header's length no longer fits.
            if (octets >= NetlinkMessage.HEADER) {
                assertThatExceptionOfType(MalformedMessage.class).isThrownBy(() -> NetlinkMessage.readAll(cut));
                // When the header lies about it, then the body is refused or whole.
                cut.rewind().putInt(0, length);
                assertThatNoException().isThrownBy(() -> readQuietly(cut));
            }
        }
    }

    @Test
    void changedOctetsNeverDoMoreThanRefuse() {
        Random random = new Random(20260101);
        List<String> names = List.of(
                "told-sa-cbc-256-sha256",
                "newsa-gcm-256-esn-mark-interface-ipv6",
                "told-policy-forward",
                "told-hard-expire",
                "told-enosys-with-text",
                "told-eexist-quoting-the-request");
        for (int round = 0; round < 20_000; round++) {
            ByteBuffer changed = Golden.buffer(Golden.hex(names.get(random.nextInt(names.size()))));
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                changed.put(random.nextInt(changed.limit()), (byte) random.nextInt());
            }

            assertThatNoException().isThrownBy(() -> readQuietly(changed));
        }
    }

    private static void readQuietly(ByteBuffer datagram) {
        try {
            for (NetlinkMessage message : NetlinkMessage.readAll(datagram)) {
                switch (message.type()) {
                    case Xfrm.NEWSA -> SaMessages.readSa(message).wipe();
                    case Xfrm.NEWPOLICY ->
                        assertThat(PolicyMessages.readPolicy(message)).isNotNull();
                    case Xfrm.EXPIRE ->
                        assertThat(SaMessages.readExpire(message)).isNotNull();
                    case Xfrm.NLMSG_ERROR ->
                        assertThat(ErrorMessage.read(message)).isNotNull();
                    default -> assertThat(message.body()).isNotNull();
                }
            }
        } catch (MalformedMessage e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
