package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.dump.Dump;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.dump.DumpPart;
import io.interlock.core.dump.DumpReader;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import io.interlock.core.testing.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dump that fails, or a host that throws or hangs, stops nothing else. */
@Timeout(300)
class DumpFaultTest
{
    @TempDir
    Path directory;

    private DumpRig rig;

    @BeforeEach
    void rig()
    {
        rig = new DumpRig(directory);
    }

    private EngineContext context()
    {
        return PatientContext.make().config(TestConfigs.patient()).directory(directory).addTransitionListener(rig);
    }

    private static void tell(final ExposureSource.OrderVisitor visitor, final String id)
    {
        visitor.order("v", id, "BTC", Side.BUY, "1", "1", null);
    }

    private static boolean raised(final BreakerEngine engine, final String type)
    {
        return engine.issues(Duration.ofHours(1)).stream().anyMatch(issue -> issue.issueType().equals(type));
    }

    @Test
    void shouldKeepWhatAHostToldBeforeItThrew()
    {
        final ExposureSource throwing = new ExposureSource()
        {
            @Override
            public void openOrders(final OrderVisitor visitor)
            {
                tell(visitor, "first");
                throw new IllegalStateException("no more \"orders\"");
            }

            @Override
            public void positions(final PositionVisitor visitor)
            {
                visitor.position("v", "BTC", "1", "worked out");
                // Half a row: what it says of the quantity throws.
                visitor.position("v", "ETH", new Throwing(), "worked out");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context().exposure(throwing)))
        {
            engine.desk().kill("", "ann", "");
            final Dump dump = rig.await("SHUTDOWN");
            assertThat(dump.findings()).isEmpty();
            assertThat(dump.complete()).isFalse();
            assertThat(dump.rows(DumpPart.OPEN_ORDERS, "order")).hasSize(1);
            assertThat(dump.rows(DumpPart.OPEN_ORDERS, "not_available").get(0).get("why")).contains("no more \"orders\"");
            assertThat(dump.rows(DumpPart.POSITIONS, "position")).hasSize(1);
            assertThat(dump.rows(DumpPart.POSITIONS, "not_available").get(0).get("why")).contains("length of nothing");
            assertThat(dump.rows(DumpPart.END, "sections").get(0).get("incomplete")).isEqualTo("2");
            rig.await("dump", ActionEvent.Stage.SUCCEEDED);
            Await.until("an issue", () -> raised(engine, "DUMP_INCOMPLETE"));
        }
    }

    /** Text that cannot be had. */
    private static final class Throwing implements CharSequence
    {
        @Override
        public int length()
        {
            throw new UnsupportedOperationException("length of nothing");
        }

        @Override
        public char charAt(final int index)
        {
            return ' ';
        }

        @Override
        public CharSequence subSequence(final int start, final int end)
        {
            return "";
        }
    }

    @Test
    void shouldWaitForAHostThatHangsNoLongerThanItsDeadlineAndCancelMeanwhile() throws InterruptedException
    {
        final CountDownLatch release = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        final ExposureSource hanging = new ExposureSource()
        {
            @Override
            public void openOrders(final OrderVisitor visitor)
            {
                tell(visitor, "told");
                awaitQuietly(release);
                tell(visitor, "too late");
            }

            @Override
            public void positions(final PositionVisitor visitor)
            {
                visitor.position("v", "BTC", "1", "worked out");
            }
        };
        final TradingActions actions = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext asked)
            {
                cancelled.countDown();
                return CompletableFuture.completedFuture("done");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(
            context().exposure(hanging).actions(actions).actionLimits(Duration.ofMillis(1_500), 1)))
        {
            engine.scope("v");
            engine.desk().kill("v", "ann", "");
            cancelled.await();
            assertThat(rig.files("SHUTDOWN")).as("cancelled before the dump was whole").isEmpty();
            final Dump dump = rig.await("SHUTDOWN");
            assertThat(dump.findings()).isEmpty();
            assertThat(dump.rows(DumpPart.OPEN_ORDERS, "order")).hasSize(1);
            assertThat(dump.rows(DumpPart.OPEN_ORDERS, "not_available").get(0).get("why")).contains("did not answer in time");
            assertThat(dump.section(DumpPart.POSITIONS).complete()).isTrue();
            assertThat(dump.rows(DumpPart.LEVELS, "scope")).hasSize(2);

            engine.desk().kill("", "ann", "all of it");
            Await.until("the second dump", () -> rig.files("SHUTDOWN").size() == 2);
            final Dump second = DumpReader.read(rig.files("SHUTDOWN").get(1));
            assertThat(second.rows(DumpPart.OPEN_ORDERS, "not_available").get(0).get("why")).contains("still owes");
            assertThat(second.rows(DumpPart.OPEN_ORDERS, "order")).isEmpty();
            release.countDown();
        }
    }

    /** A dump that failed at once, or did not wait, leaves the host answering: the next one is worth its orders all the same. */
    @Test
    void shouldAskTheHostForTheNextDumpOnceItHasAnsweredTheLast()
    {
        final CountDownLatch release = new CountDownLatch(1);
        final ExposureSource late = new ExposureSource()
        {
            @Override
            public void openOrders(final OrderVisitor visitor)
            {
                awaitQuietly(release);
                tell(visitor, "open");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context().exposure(late).actionLimits(Duration.ofMillis(2_000), 1)))
        {
            engine.scope("v");
            engine.desk().kill("v", "ann", "");
            Await.until("the first dump did not wait for ever", () -> !rig.files("SHUTDOWN").isEmpty());
            engine.desk().kill("", "ann", "all of it");
            // It asks directly after that.
            Await.until("the second dump was begun", () -> rig.told.stream()
                .filter(event -> event.action().equals("dump") && event.stage() == ActionEvent.Stage.STARTED).count() == 2);
            release.countDown();
            Await.until("the second dump", () -> rig.files("SHUTDOWN").size() == 2);
            final Dump second = DumpReader.read(rig.files("SHUTDOWN").get(1));
            assertThat(second.rows(DumpPart.OPEN_ORDERS, "not_available")).isEmpty();
            assertThat(second.rows(DumpPart.OPEN_ORDERS, "order")).hasSize(1);
        }
    }

    private static void awaitQuietly(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldLeaveOutAndCountWhatFindsNoRoom()
    {
        final ExposureSource many = new ExposureSource()
        {
            @Override
            public void openOrders(final OrderVisitor visitor)
            {
                for (int i = 0; i < 50_000; i++)
                {
                    tell(visitor, "order-" + i);
                }
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context().exposure(many)))
        {
            engine.desk().kill("", "ann", "");
            final Dump dump = rig.await("SHUTDOWN");
            assertThat(dump.findings()).isEmpty();
            final int told = dump.rows(DumpPart.OPEN_ORDERS, "order").size();
            assertThat(told).isGreaterThan(10_000);
            assertThat(dump.rows(DumpPart.OPEN_ORDERS, "left_out").get(0).number("rows")).isEqualTo(50_000 - told);
            assertThat(dump.section(DumpPart.OPEN_ORDERS).complete()).isFalse();
        }
    }

    @Test
    void shouldRaiseAnIssueAndGoOnWhereNoDumpCanBeWrittenAndTryAgainNextTime() throws IOException
    {
        final Path folder = Files.writeString(directory.resolve(DumpFiles.FOLDER), "in the way");
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            Await.until("an issue at the launch", () -> raised(engine, "DUMP_FAILED"));
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.drain();
            assertThat(engine.scope("v").level()).isEqualTo(Level.HALT);
            assertThat(rig.await("dump", ActionEvent.Stage.FAILED).details()).contains("in the way");
            Files.delete(folder);
            engine.desk().kill("", "ann", "");
            assertThat(rig.await("SHUTDOWN").section(DumpPart.LEVELS).complete()).isTrue();
            rig.await("dump", ActionEvent.Stage.SUCCEEDED);
        }
    }

    @Test
    void shouldWriteADumpThoughItsFolderWasDeleted() throws IOException
    {
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            Await.until("prepared", () -> ((LiveDumps)engine.parts().dumps()).isPrepared());
            try (Stream<Path> files = Files.list(directory.resolve(DumpFiles.FOLDER)))
            {
                for (final Path file : files.toList())
                {
                    Files.delete(file);
                }
            }
            Files.delete(directory.resolve(DumpFiles.FOLDER));
            engine.desk().kill("", "ann", "");
            assertThat(rig.await("SHUTDOWN").findings()).isEmpty();
            assertThat(rig.await("dump", ActionEvent.Stage.SUCCEEDED).attempt()).isEqualTo(2);
        }
    }

    @Test
    void shouldGoOnWhereTheDiskIsFullAndDumpWhenThereIsRoom() throws Exception
    {
        try (SmallDisk small = SmallDisk.mount(directory, 2))
        {
            fillUnder(small.root());
        }
    }

    private void fillUnder(final Path disk) throws Exception
    {
        final DumpRig there = new DumpRig(disk);
        try (BreakerEngine engine = BreakerEngine.launch(
            context().directory(disk).addTransitionListener(there).exposure(new DumpRig.Host())))
        {
            engine.scope("v");
            Await.until("prepared", () -> ((LiveDumps)engine.parts().dumps()).isPrepared());
            fill(disk.resolve("filler"));
            assertThat(engine.desk().kill("v", "ann", "").accepted()).isTrue();
            assertThat(there.await("dump", ActionEvent.Stage.FAILED).details()).contains("space");
            Await.until("an issue", () -> raised(engine, "DUMP_FAILED"));
            assertThat(engine.scope("v").level()).isEqualTo(Level.SHUTDOWN);
            assertThat(engine.root().level()).isEqualTo(Level.CLOSED);
            Files.delete(disk.resolve("filler"));
            engine.desk().kill("", "ann", "");
            assertThat(there.await("SHUTDOWN").complete()).isTrue();
        }
    }

    private static void fill(final Path filler) throws IOException
    {
        try (OutputStream out = Files.newOutputStream(filler))
        {
            for (int i = 0; i < 1 << 20; i++)
            {
                out.write(new byte[512]);
            }
            throw new AssertionError("the disk is not full");
        }
        catch (final IOException full)
        {
            assertThat(full).hasMessageContaining("space");
        }
    }
}
