package io.ikebus.protocol.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {
    private static final Octets FIVE = Octets.of(0x80, 1, 2, 3, 0xff);

    @Test
    void areEqualByContent() {
        assertThat(Octets.fromHex("80010203ff")).isEqualTo(FIVE).hasSameHashCodeAs(FIVE);
        assertThat(Octets.fromHex("80010203fe")).isNotEqualTo(FIVE);
        assertThat(FIVE.slice(0, 4)).isNotEqualTo(FIVE);
        assertThat(FIVE.equalsConstantTime(Octets.fromHex("80010203ff"))).isTrue();
        assertThat(FIVE.equalsConstantTime(Octets.fromHex("00010203ff"))).isFalse();
        assertThat(FIVE.equalsConstantTime(FIVE.from(1))).isFalse();
    }

    @Test
    void printTheirLengthAndNotTheirContent() {
        assertThat(FIVE).hasToString("Octets[5]");
        assertThat(Octets.EMPTY).hasToString("Octets[0]");
    }

    @Test
    void changeWithNoArrayThatWentInOrOut() {
        // Given
        byte[] in = {1, 2, 3};
        Octets octets = Octets.copyOf(in);
        // When
        in[0] = 9;
        octets.toByteArray()[1] = 9;
        // Then
        assertThat(octets).isEqualTo(Octets.of(1, 2, 3));
        assertThatThrownBy(() -> octets.asByteBuffer().put(0, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void readABufferToItsLimit() {
        // Given
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}, 1, 3);
        // When
        Octets octets = Octets.read(buffer);
        // Then
        assertThat(octets).isEqualTo(Octets.of(2, 3, 4));
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void numbersAreUnsignedAndMostSignificantFirst() {
        assertThat(FIVE.u8(0)).isEqualTo(0x80);
        assertThat(FIVE.u16(0)).isEqualTo(0x8001);
        assertThat(FIVE.u32(0)).isEqualTo(0x80010203L);
        assertThat(FIVE.u32(1)).isEqualTo(0x010203ffL);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 00",
        "255, 1, ff",
        "-1, 1, ff",
        "-128, 1, 80",
        "65535, 2, ffff",
        "1, 4, 00000001",
        "-2147483648, 4, 80000000",
        "4294967295, 4, ffffffff",
        "-1, 8, ffffffffffffffff",
        "9, 12, 000000000000000000000009",
    })
    void aNumberFillsItsOctets(long value, int size, String hex) {
        assertThat(Octets.ofNumber(value, size).hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"256, 1", "-129, 1", "65536, 2", "-32769, 2", "4294967296, 4", "-2147483649, 4"})
    void aNumberThatDoesNotFitIsNeverCutShort(long value, int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> Octets.ofNumber(value, size));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anOctetIsZeroTo255(int octet) {
        assertThatIllegalArgumentException().isThrownBy(() -> Octets.of(1, octet));
    }

    @Test
    void slicesAreWhatStandsThere() {
        assertThat(FIVE.slice(1, 3)).isEqualTo(Octets.of(1, 2));
        assertThat(FIVE.slice(5, 5)).isEqualTo(Octets.EMPTY);
        assertThat(FIVE.from(3)).isEqualTo(Octets.of(3, 0xff));
        assertThat(FIVE.from(5).isBlank()).isTrue();
        assertThat(FIVE.slice(0, 5)).isSameAs(FIVE);
    }

    @ParameterizedTest
    @CsvSource({"0, 6", "4, 9", "6, 6", "-1, 2", "3, 2"})
    void aSliceBeyondTheEndIsRefusedAndNotFilledUp(int from, int to) {
        assertThatThrownBy(() -> FIVE.slice(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 4})
    void aNumberBeyondTheEndIsRefused(int index) {
        assertThatThrownBy(() -> FIVE.u16(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void joinInOrder() {
        assertThat(Octets.concat(Octets.of(1), Octets.EMPTY, Octets.of(2, 3))).isEqualTo(Octets.of(1, 2, 3));
        assertThat(Octets.concat()).isEqualTo(Octets.EMPTY);
    }

    @Test
    void startWithTheirPrefixes() {
        assertThat(FIVE.startsWith(Octets.of(0x80, 1))).isTrue();
        assertThat(FIVE.startsWith(FIVE)).isTrue();
        assertThat(FIVE.startsWith(Octets.EMPTY)).isTrue();
        assertThat(FIVE.startsWith(Octets.of(1))).isFalse();
        assertThat(FIVE.slice(0, 2).startsWith(FIVE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "0x00", "00 11", "é0"})
    void hexIsPairsOfDigits(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> Octets.fromHex(hex));
    }

    @Test
    void hexIsReadInBothCasesAndWrittenInOne() {
        assertThat(Octets.fromHex("aBCdef").hex()).isEqualTo("abcdef");
    }
}
