package io.ikebus.transport.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void strangersLeaveAQuarterForTheOthers() {
        // Given
        Window window = new Window(8);
        // When
        int strangers = 0;
        while (window.enter(true)) {
            strangers++;
        }
        // Then
        assertThat(strangers).isEqualTo(6);
        assertThat(window.enter(false)).isTrue();
        assertThat(window.enter(false)).isTrue();
        assertThat(window.enter(false)).isFalse();
        assertThat(window.inside()).isEqualTo(8);
    }

    @Test
    void whoLeavesMakesRoom() {
        Window window = new Window(1);
        assertThat(window.enter(true)).isTrue();
        assertThat(window.enter(false)).isFalse();
        window.leave();
        assertThat(window.enter(true)).isTrue();
    }
}
