package io.ikebus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PrerequisitesTest {

    private static final Pattern SENTENCE = Pattern.compile(
            "((this [^;]+)(; )?)*" + "(packages are missing: apt-get install --no-install-recommends [a-z0-9+. -]+)?");

    @Test
    void namesEachPackageOnceOrNothing() {
        // When
        Optional<String> missing = Prerequisites.missing(Prerequisite.values());
        // Then
        assertThat(missing)
                .satisfiesAnyOf(
                        sentence -> assertThat(sentence).isEmpty(),
                        sentence -> assertThat(sentence)
                                .hasValueSatisfying(text -> assertThat(text)
                                        .matches(SENTENCE)
                                        .doesNotContainPattern("\\biproute2\\b.*\\biproute2\\b")));
    }

    @Test
    void everyPrerequisiteKnowsTheProgramsItStandsFor() {
        assertThat(Prerequisite.values())
                .filteredOn(prerequisite -> prerequisite != Prerequisite.ROOT)
                .allSatisfy(prerequisite -> assertThat(prerequisite.programs()).isNotEmpty());
    }
}
