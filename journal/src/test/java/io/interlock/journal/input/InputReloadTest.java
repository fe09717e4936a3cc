package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.testing.Await;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A reload in a recording: between the events that it parts, read back whole, and never passed over in silence. */
class InputReloadTest
{
    private static final int AT_VERSION = InputLayout.AT_VERSION;

    private final MemoryStore kept = new MemoryStore();
    private final InputEvent event = new InputEvent();
    private final BreakerStateMachine machine = new BreakerStateMachine(ConfigLoader.preset("default"));

    /** What a reader shows, in words. */
    private static final class Shown implements InputVisitor
    {
        private final List<String> words = new ArrayList<>();

        @Override
        public void life(final Life life)
        {
            words.add("life " + life.config());
        }

        @Override
        public void config(final Life life)
        {
            words.add("config " + life.config());
        }

        @Override
        public void snapshot(final Snapshot snapshot)
        {
            words.add("snapshot");
        }

        @Override
        public void reload(final ReloadInput reload, final long timeNs, final long wallMs)
        {
            words.add("reload " + reload.config().yaml() + " " + reload.actor() + " " + reload.reason() + " " + reload.message() + " at "
                + timeNs + " " + wallMs);
        }

        @Override
        public void input(final InputEvent input, final String actor, final long timeNs, final long wallMs)
        {
            words.add("input " + input.number());
        }

        @Override
        public void gap(final String where, final Gap gap)
        {
            words.add("gap");
        }
    }

    private static ReloadInput reload(final String yaml)
    {
        return new ReloadInput(yaml.isEmpty() ? ReloadInput.Text.NONE : new ReloadInput.Text(yaml, "ab".repeat(32)), "ann", "why \u00e9",
            "what");
    }

    /** One event, an announcement, a reload, one event, and a snapshot at the end. */
    private void record()
    {
        try (InputLog log = SmallLog.of(kept, new InputSettings("old", "b", Hash.ZERO, 1 << 20, () -> 5), 8, 2_048))
        {
            log.begin(UUID.randomUUID());
            log.snapshot(machine, 0, 1, 1);
            log.input(event.apiLatency(0, 7), null, 2, 2);
            log.reload(reload(""), 3, 3);
            log.reload(reload("new"), 4, 4);
            log.input(event.apiLatency(0, 8), null, 5, 5);
            Await.until("the snapshot is written", () -> kept.size() >= 2);
            log.end(machine, 0, 6, 6);
        }
    }

    private static List<String> shown(final MemoryStore store) throws Exception
    {
        final Shown shown = new Shown();
        new InputReader(shown).read(store.source());
        return shown.words;
    }

    @Test
    void shouldBeReadBackInItsPlace() throws Exception
    {
        record();

        assertThat(shown(kept)).containsExactly("life old", "snapshot", "input 7", "reload  ann why \u00e9 what at 3 3",
            "reload new ann why \u00e9 what at 4 4", "input 8", "snapshot");
    }

    @Test
    void shouldBeOfAnotherVersionFromThereOnSoThatOlderProgramsSaySo() throws Exception
    {
        record();

        final List<Integer> versions = new ArrayList<>();
        for (final byte[] frame : Frames.of(kept))
        {
            versions.add((int)frame[AT_VERSION]);
        }
        assertThat(versions).containsExactly(1, 1, 1, 2, 2, 2, 2);
        kept.edit(3, Frames.ofVersion(Frames.of(kept).get(3), 3));
        assertThatThrownBy(() -> shown(kept)).isInstanceOf(InputVersionException.class).hasMessageContaining("version 3");
    }

    @Test
    void shouldLeadToAGapWhereItIsLost() throws Exception
    {
        record();
        final byte[] damaged = Frames.of(kept).get(4);
        damaged[damaged.length - 1] ^= 1;
        kept.edit(4, damaged);

        assertThat(shown(kept)).as("nothing is judged by a configuration that did not hold").containsExactly(
            "life old", "snapshot", "input 7", "reload  ann why \u00e9 what at 3 3", "gap");
    }

    @Test
    void shouldBeKnownToTheSnapshotThatFollowsAGap() throws Exception
    {
        try (InputLog log = SmallLog.of(kept, new InputSettings("old", "b", Hash.ZERO, 1 << 20, () -> 5), 8, 2_048))
        {
            log.begin(UUID.randomUUID());
            log.snapshot(machine, 0, 1, 1);
            log.lost();
            log.reload(reload("new"), 4, 4);
            Await.until("a snapshot is wanted", log::wantsSnapshot);
            log.snapshot(machine, 0, 5, 5);
            log.input(event.apiLatency(0, 8), null, 6, 6);
        }

        assertThat(shown(kept)).containsExactly("life old", "snapshot", "config new", "gap", "snapshot", "input 8");
    }
}
