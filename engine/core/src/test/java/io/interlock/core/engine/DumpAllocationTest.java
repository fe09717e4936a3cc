package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.interlock.core.dump.ConfigRows;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.dump.DumpPart;
import io.interlock.core.dump.DumpReader;
import io.interlock.core.dump.DumpTrigger;
import io.interlock.core.dump.DumpWriter;
import io.interlock.core.dump.EngineCapture;
import io.interlock.core.dump.EngineSections;
import io.interlock.core.dump.ExposureRows;
import io.interlock.core.dump.Rehearsal;
import io.interlock.core.model.Level;
import io.interlock.core.port.Issue;
import io.interlock.core.status.IssueLog;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump takes no memory, the first as little as any: counted in bytes of the thread that copies and of the one that writes. */
class DumpAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    private BreakerEngine engine()
    {
        final ManualClock clock = new ManualClock();
        final BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.patient()).clock(clock).directory(directory).invoked(true));
        for (int i = 0; i < 4; i++)
        {
            clock.advanceMs(1_000);
            engine.watchdog().doWork();
            engine.scope("v" + i).reporter().failure("");
            engine.scope("v" + i).reporter().apiLatency(TestConfigs.SECOND);
            engine.root().reporter().equity(1_000 - i + 1.0 / 3);
            engine.breaker().doWork();
        }
        return engine;
    }

    @Test
    void shouldAllocateNothingOnTheBreakerThread()
    {
        try (BreakerEngine engine = engine())
        {
            final Dumps dumps = engine.parts().dumps();
            // Until then the dumps' own thread is still using everything for the first time.
            Await.until("prepared", () -> ((LiveDumps)dumps).isPrepared());
            dumps.actionsDone(new ActionPlan.Order("id", "v1", Level.HALT, 1, false));
            THREADS.getCurrentThreadAllocatedBytes();
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            dumps.roundEnds(engine.breaker());
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(bytes).as("bytes allocated by a copy").isZero();
            Await.until("it was written", () -> !new DumpRig(directory).files("-after").isEmpty());
        }
    }

    @Test
    void shouldAllocateNothingWhereItIsWritten() throws IOException
    {
        final DumpWriter writer = new DumpWriter(1 << 12);
        final IssueLog log = new IssueLog(8);
        log.add(new Issue(5, "SLIPPAGE", "v", 0.1, 1.0 / 3, "de\u00e9p \ud83d\ude00 \"x\""));
        final EngineSections sections = new EngineSections("boot", new ConfigRows(TestConfigs.patient()), log);
        final ExposureRows orders = new ExposureRows(DumpPart.OPEN_ORDERS, 1 << 12);
        orders.clear();
        final DumpRig.Host host = new DumpRig.Host();
        // Its own constants are not what is counted.
        orders.collect(host);
        orders.clear();
        final EngineCapture taken = new EngineCapture(64);
        try (BreakerEngine engine = engine(); DumpFiles files = new DumpFiles(directory.resolve("other"), "boot"))
        {
            Files.createDirectory(directory.resolve("other"));
            capture(engine, taken);
            files.open();
            Rehearsal.of(TestConfigs.patient()).write(writer, files);
            files.force();
            files.rewind();
            THREADS.getCurrentThreadAllocatedBytes();
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            writer.start(files);
            sections.write(taken, writer);
            writer.flush();
            files.force();
            orders.collect(host);
            orders.write(writer);
            EngineSections.finish(writer);
            writer.flush();
            files.force();
            final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(bytes).as("bytes allocated by a dump").isZero();
            final var dump = DumpReader.read(files.publish(taken));
            assertThat(dump.complete()).isTrue();
            assertThat(dump.rows(DumpPart.WINDOWS, "results")).hasSize(8);
            assertThat(dump.rows(DumpPart.WINDOWS, "equity").get(0).decimal("equity")).isEqualTo(1_000 + 1.0 / 3);
            assertThat(dump.rows(DumpPart.ISSUES, "issue").get(0).decimal("threshold")).isEqualTo(1.0 / 3);
        }
    }

    private static void capture(final BreakerEngine engine, final EngineCapture taken)
    {
        taken.begin(new DumpTrigger().transition(DumpTrigger.Moment.AT_ONCE, 9, "v1", Level.ALERT, Level.SHUTDOWN),
            engine.breaker().timeNs(), engine.breaker().wallMs());
        for (int id = 0; id < engine.breaker().machine().scopeCount(); id++)
        {
            taken.addScope();
            taken.scope(id, engine.breaker().machine().scope(id), engine.parts().words().gate(id), engine.parts().words().guard(id));
        }
        taken.samples(engine.breaker().sampler().last());
    }
}
