package io.interlock.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputSettings;
import io.interlock.journal.input.SmallLog;
import io.interlock.journal.record.Hash;
import io.interlock.journal.report.InputFeed;
import io.interlock.journal.report.JournalFeed;
import io.interlock.journal.report.ReportData;
import io.interlock.journal.report.ReportFile;
import io.interlock.journal.report.ReportPage;
import io.interlock.journal.report.ReportRange;
import io.interlock.journal.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a report is told of a recording. */
@Timeout(300)
class ReportInputsTest
{
    private static final long MS = 1_000_000;
    private static final long SECOND_MS = 1_000;

    private final BreakerStateMachine machine = new BreakerStateMachine(ConfigLoader.preset("default"));
    private final InputEvent event = new InputEvent();
    private final MemoryStore store = new MemoryStore();

    private void input(final InputLog log, final long atMs)
    {
        log.input(event.apiLatency(0, MS), null, atMs * MS, atMs);
    }

    private String page() throws IOException
    {
        final InputLog log =
            SmallLog.of(store, new InputSettings("preset: default\n", "test", Hash.ZERO, 1 << 30, () -> 1), 16, 4_096);
        log.begin(new UUID(1, 2));
        log.snapshot(machine, 0, SECOND_MS * MS, SECOND_MS);
        input(log, 2 * SECOND_MS);
        log.lost();
        input(log, 3 * SECOND_MS);
        while (!log.wantsSnapshot())
        {
            Thread.onSpinWait();
        }
        log.snapshot(machine, 0, 9 * SECOND_MS * MS, 9 * SECOND_MS);
        input(log, 10 * SECOND_MS);
        log.close();
        final ReportData data = new ReportData(new ReportData.About("data", "test", 0, ""), ReportRange.ALL);
        JournalFeed.read(new MemoryStore().source(), null, data, frames ->
        {
            // Nobody watches.
        });
        new ReportInputs(store.source(), 0, 20 * SECOND_MS).feed(new InputFeed(data));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportFile.write(out, new ReportPage(data, null));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldTellAGapUpToTheSnapshotThatEndsIt() throws Exception
    {
        assertThat(page()).contains("from 1970-01-01 00:00:02.000 to 1970-01-01 00:00:09.000");
    }
}
