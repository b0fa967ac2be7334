package io.ikebus.protocol.isakmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 80020000",
        "28800, 80027080",
        "65535, 8002ffff",
        "65536, 0002000400010000",
        "4294967295, 00020004ffffffff",
        "4294967296, 000200080000000100000000",
    })
    void aNumberStandsInTheShortFormWhereItFits(long value, String hex) {
        // When
        Attribute attribute = Attribute.of(2, value);
        // Then
        assertThat(attribute.encode().hex()).isEqualTo(hex);
        assertThat(attribute.number()).hasValue(value);
        assertThat(Attribute.decodeAll(Octets.fromHex(hex))).isEqualTo(Decoded.of(List.of(attribute)));
    }

    @ParameterizedTest
    @CsvSource({"00020001 05, 5", "00020003 010000, 65536", "00020009 000000000000000001, 1", "000200020005, 5"})
    void lengthsThatOthersUseAreUnderstoodAndKept(String hex, long value) {
        // Given
        Octets octets = Wire.hex(hex);
        // When
        Decoded<List<Attribute>> decoded = Attribute.decodeAll(octets);
        // Then
        assertThat(decoded.map(list -> list.getFirst().number())).isEqualTo(Decoded.of(OptionalLong.of(value)));
        assertThat(decoded.map(Attribute::encode)).isEqualTo(Decoded.of(octets));
    }

    @ParameterizedTest
    @CsvSource({
        "00020000",
        "00020008 8000000000000000",
        "00020009 010000000000000000",
        "0002000c 0100000000000000000000ff"
    })
    void whatIsNoPositiveLongIsNoNumber(String hex) {
        assertThat(Attribute.decodeAll(Wire.hex(hex))
                        .map(list -> list.getFirst().number()))
                .isEqualTo(Decoded.of(OptionalLong.empty()));
    }

    @Test
    void theLargestNumberIsALong() {
        assertThat(new Attribute(2, false, Octets.fromHex("7fffffffffffffff")).number())
                .hasValue(Long.MAX_VALUE);
    }

    @Test
    void aTransformGivesTheFirstOfAType() {
        Transform transform =
                new Transform(1, 7, List.of(Attribute.of(11, 1), Attribute.of(12, 5), Attribute.of(11, 2)));
        assertThat(transform.attribute(11)).contains(Attribute.of(11, 1));
        assertThat(transform.attribute(14)).isEmpty();
    }

    @Test
    void whatTheWireCannotTellIsNotMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Attribute(0x8000, true, Octets.of(0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Attribute(-1, true, Octets.of(0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Attribute(1, true, Octets.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Attribute(1, false, Octets.wrap(new byte[0x10000])));
    }
}
