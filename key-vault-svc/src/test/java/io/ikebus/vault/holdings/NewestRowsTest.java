package io.ikebus.vault.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.holdings.NewestRows.Table;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestRowsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Octets FIRST = Octets.of(1, 2, 3);
    private static final Octets SECOND = Octets.of(1, 2, 4);

    private static Write save(Octets seal) {
        return new Write.SaveSealingKey(new StoredSealingKey("sk-1", NOW, NOW, seal));
    }

    private static NewestRows empty() {
        return NewestRows.read(Octets.EMPTY);
    }

    @Test
    void onlyTheLastThatWasWrittenIsTheNewest() {
        NewestRows rows = empty().after(List.of(save(FIRST))).after(List.of(save(SECOND)));

        assertThat(rows.has(Table.SEALING_KEY, "sk-1", SECOND)).isTrue();
        assertThat(rows.has(Table.SEALING_KEY, "sk-1", FIRST)).isFalse();
        assertThat(rows.has(Table.SEALING_KEY, "sk-2", SECOND)).isFalse();
        assertThat(rows.has(Table.CREDENTIAL, "sk-1", SECOND)).isFalse();
    }

    @Test
    void whatWasRemovedIsNotThere() {
        NewestRows rows = empty().after(List.of(save(FIRST), new Write.RemoveSealingKey("sk-1")));

        assertThat(rows.has(Table.SEALING_KEY, "sk-1", FIRST)).isFalse();
        assertThat(rows.entries()).isEqualTo(Octets.EMPTY);
    }

    @Test
    void theyAreReadAsTheyWereWritten() {
        NewestRows rows = empty().after(List.of(save(FIRST), new Write.SaveGatewayKey(gateway(SECOND))));

        NewestRows read = NewestRows.read(rows.entries());

        assertThat(rows.entries().length()).isEqualTo(2 * 32);
        assertThat(read.entries()).isEqualTo(rows.entries());
        assertThat(read.has(Table.GATEWAY_KEY, "east", SECOND)).isTrue();
    }

    private static GatewayKey gateway(Octets seal) {
        return new GatewayKey("east", Octets.EMPTY, 1, NOW, seal);
    }

    @Test
    void asLongAsNobodyHasKeptThemEveryRowWillDo() {
        assertThat(NewestRows.UNKNOWN.has(Table.SEALING_KEY, "sk-1", FIRST)).isTrue();
        assertThat(NewestRows.UNKNOWN.isTampered()).isFalse();
        assertThat(NewestRows.tampered().has(Table.SEALING_KEY, "sk-1", FIRST)).isTrue();
        assertThat(NewestRows.tampered().isTampered()).isTrue();
    }
}
