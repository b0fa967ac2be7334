package io.ikebus.protocol.isakmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void everyNumberWeKnowHasANameAndOthersShowTheirNumber() throws IllegalAccessException {
        for (int type : numbers(PayloadType.class)) {
            assertThat(PayloadType.nameOf(type)).matches(type == 0 ? "payload-0" : "[A-Z]+(-[A-Z]+)?");
        }
        for (int type : numbers(ExchangeType.class)) {
            assertThat(ExchangeType.nameOf(type)).matches("[A-Z][A-Za-z ]+");
        }
        for (int type : numbers(NotifyType.class)) {
            assertThat(NotifyType.nameOf(type)).matches("[A-Z][A-Z-]+");
        }
        assertThat(PayloadType.nameOf(255)).isEqualTo("payload-255");
        assertThat(ExchangeType.nameOf(243)).isEqualTo("exchange-243");
        assertThat(NotifyType.nameOf(40_000)).isEqualTo("40000");
    }

    @Test
    void errorsAreBelow16384() {
        assertThat(NotifyType.isError(NotifyType.NO_PROPOSAL_CHOSEN)).isTrue();
        assertThat(NotifyType.isError(16_383)).isTrue();
        assertThat(NotifyType.isError(NotifyType.CONNECTED)).isFalse();
        assertThat(NotifyType.isError(NotifyType.R_U_THERE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasACodeForCountersAndANotifyThatIsAnError(Refusal refusal) {
        assertThat(refusal.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(NotifyType.isError(refusal.notifyType())).isTrue();
        assertThat(NotifyType.nameOf(refusal.notifyType())).doesNotMatch("[0-9]+");
    }

    @Test
    void noTwoRefusalsShareACode() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::code)).doesNotHaveDuplicates();
    }

    @Test
    void aCookieIsEightOctetsInHex() {
        // Given
        Cookie cookie = Cookie.parse("80112233445566FF");
        // Then
        assertThat(cookie).hasToString("80112233445566ff");
        assertThat(cookie.octets()).isEqualTo(Octets.fromHex("80112233445566ff"));
        assertThat(Cookie.at(Octets.concat(Octets.of(9), cookie.octets()), 1)).isEqualTo(cookie);
        assertThat(cookie.isNone()).isFalse();
        assertThat(Cookie.NONE).hasToString("0000000000000000").matches(Cookie::isNone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00112233445566",
                "001122334455667",
                "00112233445566778",
                "001122334455667g",
                "+011223344556677"
            })
    void anythingElseIsNoCookieAndIsNotQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cookie.parse(text))
                .withMessage("a cookie is 16 hex digits");
    }

    private static int[] numbers(Class<?> names) throws IllegalAccessException {
        Stream.Builder<Integer> numbers = Stream.builder();
        for (Field field : names.getFields()) {
            numbers.add(field.getInt(null));
        }
        return numbers.build().mapToInt(Integer::intValue).toArray();
    }
}
