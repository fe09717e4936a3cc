package io.interlock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A watch over an engine's file: when it has the command run, how often, and with what. */
@Timeout(300)
class WatchTest
{
    private static final long LIMIT_MS = 400;
    private static final long DEADLINE_MS = 60_000;

    @TempDir
    private Path temp;

    private Path ran()
    {
        return temp.resolve("ran");
    }

    private List<String> ranLines() throws IOException
    {
        return Files.exists(ran()) ? Files.readAllLines(ran()) : List.of();
    }

    private String append(final String what)
    {
        return "echo " + what + " >> '" + ran() + "'";
    }

    private WatchRig watch(final String command)
    {
        return new WatchRig(WatchRig.settings(temp, LIMIT_MS, WatchRig.onStale(command)), DEADLINE_MS);
    }

    private static JsonNode json(final String line) throws IOException
    {
        return new ObjectMapper().readTree(line);
    }

    @Test
    void shouldRunTheCommandOnceAnIncidentWithAllThatItKnows() throws Exception
    {
        try (FakeEngine engine = new FakeEngine(temp);
            WatchRig watch = watch("env | grep ^INTERLOCK_ | sort >> '" + ran() + "'; echo cancelled; echo trouble >&2; exit 3"))
        {
            assertThat(json(watch.until("armed", 1)).get("pid").longValue()).isEqualTo(ProcessHandle.current().pid());
            engine.pause();
            final JsonNode stale = json(watch.until("stale", 1));
            assertThat(stale.get("reason").textValue()).isEqualTo("STALE");
            assertThat(stale.get("age_ms").longValue()).isGreaterThanOrEqualTo(LIMIT_MS);
            assertThat(stale.get("level").textValue()).isEqualTo("CLOSED");
            final JsonNode failed = json(watch.until("failed", 1));
            assertThat(failed.get("exit_code").intValue()).isEqualTo(3);
            assertThat(ranLines()).contains(
                "INTERLOCK_DIRECTORY=" + temp, "INTERLOCK_REASON=STALE", "INTERLOCK_LIMIT_MS=" + LIMIT_MS, "INTERLOCK_LEVEL=CLOSED",
                "INTERLOCK_PID=" + ProcessHandle.current().pid(), "INTERLOCK_INCIDENT=1", "INTERLOCK_AGE_MS=" + stale.get("age_ms"));
            assertThat(watch.err()).contains("command: cancelled", "command: trouble");
            assertThat(watch.lines("stale")).hasSize(1);

            engine.resume();
            watch.until("back", 1);
            engine.pause();
            watch.until("failed", 2);
            assertThat(ranLines()).contains("INTERLOCK_INCIDENT=2");
        }
    }

    @Test
    void shouldTakeEachBadFileForStaleAndNameIt() throws Exception
    {
        try (WatchRig watch = watch(append("$INTERLOCK_REASON")))
        {
            watch.until("waiting", 1);
            final FakeEngine first = new FakeEngine(temp);
            watch.until("armed", 1);
            first.close();
            Files.delete(temp.resolve(GateFile.NAME));
            assertThat(json(watch.until("done", 1)).get("reason").textValue()).isEqualTo("MISSING");

            final FakeEngine second = new FakeEngine(temp);
            watch.until("back", 1);
            second.close();
            try (RandomAccessFile file = new RandomAccessFile(temp.resolve(GateFile.NAME).toFile(), "rw"))
            {
                file.setLength(5_000);
            }
            assertThat(json(watch.until("done", 2)).get("text").textValue()).contains("exit code 0");
            assertThat(json(watch.until("stale", 2)).get("text").textValue()).contains("5000 bytes");

            final FakeEngine third = new FakeEngine(temp);
            watch.until("back", 2);
            third.close();
            try (RandomAccessFile file = new RandomAccessFile(temp.resolve(GateFile.NAME).toFile(), "rw"))
            {
                file.seek(20);
                file.write(99);
            }
            assertThat(json(watch.until("stale", 3)).get("text").textValue()).contains("checksum");
            watch.until("done", 3);
            assertThat(ranLines()).containsExactly("MISSING", "DAMAGED", "DAMAGED");
        }
    }

    @Test
    void shouldFollowAnEngineThatIsStartedAnewWithoutRunningAnything() throws Exception
    {
        try (FakeEngine first = new FakeEngine(temp); WatchRig watch = watch(append("second")))
        {
            watch.until("armed", 1);
            try (FakeEngine second = new FakeEngine(temp))
            {
                watch.until("restarted", 1);
                first.pause();
                final long sinceNs = System.nanoTime();
                Await.until("more than the limit", () -> System.nanoTime() - sinceNs > 2 * LIMIT_MS * WatchRig.MS);
                assertThat(watch.lines("stale")).as("the old file is nobody's").isEmpty();
                second.pause();
                watch.until("stale", 1);
            }
        }
    }

    @Test
    void shouldRunNothingAtAPlannedStopUnlessItIsAskedTo() throws Exception
    {
        try (FakeEngine engine = new FakeEngine(temp); WatchRig watch = watch(append("wrong")))
        {
            watch.until("armed", 1);
            engine.stopAsPlanned();
            watch.until("stopped", 1);
            final long sinceNs = System.nanoTime();
            Await.until("more than the limit", () -> System.nanoTime() - sinceNs > 2 * LIMIT_MS * WatchRig.MS);
            assertThat(watch.lines("stale")).isEmpty();
            Files.delete(temp.resolve(GateFile.NAME));
            watch.until("waiting", 1);
        }
        assertThat(ranLines()).isEmpty();
        final Settings.Commands commands = new Settings.Commands(append("wrong"), append("$INTERLOCK_REASON"), false, false);
        try (FakeEngine engine = new FakeEngine(temp);
            WatchRig watch = new WatchRig(WatchRig.settings(temp, LIMIT_MS, commands), DEADLINE_MS))
        {
            watch.until("armed", 1);
            engine.stopAsPlanned();
            watch.until("done", 1);
        }
        assertThat(ranLines()).containsExactly("CLOSED");
    }

    @Test
    void shouldEndACommandAtItsDeadlineWithItsChildren() throws Exception
    {
        try (FakeEngine engine = new FakeEngine(temp); WatchRig watch = new WatchRig(
            WatchRig.settings(temp, LIMIT_MS,
                WatchRig.onStale("sleep 600 & echo $! >> '" + ran() + "'; trap '' TERM; sleep 600; sleep 600")), 1_000))
        {
            watch.until("armed", 1);
            engine.pause();
            final JsonNode failed = json(watch.until("failed", 1));
            assertThat(failed.get("exit_code").isNull()).isTrue();
            assertThat(failed.get("problem").textValue()).contains("deadline of 1000 ms");
            final long command = json(watch.until("command", 1)).get("command_pid").longValue();
            Await.until("it is gone", () -> ProcessHandle.of(command).filter(ProcessHandle::isAlive).isEmpty());
            final long child = Long.parseLong(ranLines().get(0));
            Await.until("its child is gone", () -> EngineProcess.of(child, Long.MAX_VALUE / 2) == EngineProcess.GONE);
        }
    }

    @Test
    void shouldNeverRunTwoCommandsAtATime() throws Exception
    {
        try (FakeEngine engine = new FakeEngine(temp);
            WatchRig watch = watch(append("begin") + "; while [ ! -e '" + temp + "/go' ]; do sleep 0.05; done; " + append("end")))
        {
            watch.until("armed", 1);
            engine.pause();
            watch.until("command", 1);
            engine.resume();
            watch.until("back", 1);
            engine.pause();
            watch.until("stale", 2);
            assertThat(ranLines()).containsExactly("begin");
            Files.createFile(temp.resolve("go"));
            watch.until("done", 2);
            assertThat(ranLines()).containsExactly("begin", "end", "begin", "end");
        }
    }

    @Test
    void shouldRunItAgainWhileTheIncidentLastsWhereThatIsWanted() throws Exception
    {
        try (FakeEngine engine = new FakeEngine(temp); WatchRig watch = new WatchRig(
            WatchRig.settings(temp, LIMIT_MS, 150, WatchRig.onStale(append("$INTERLOCK_INCIDENT") + "; exit 7")), DEADLINE_MS))
        {
            watch.until("armed", 1);
            engine.pause();
            watch.until("failed", 3);
            engine.resume();
            watch.until("back", 1);
            assertThat(ranLines()).hasSizeGreaterThanOrEqualTo(3).containsOnly("1");
            assertThat(watch.lines("stale")).hasSize(1);
        }
    }

    @Test
    void shouldOnlySayWhatItWouldRunInADryRun() throws Exception
    {
        final Settings.Commands commands = new Settings.Commands(append("wrong"), null, true, true);
        try (FakeEngine engine = new FakeEngine(temp);
            WatchRig watch = new WatchRig(WatchRig.settings(temp, LIMIT_MS, commands), DEADLINE_MS))
        {
            watch.until("armed", 1);
            engine.pause();
            final JsonNode stale = json(watch.until("stale", 1));
            assertThat(stale.get("dry_run").booleanValue()).isTrue();
            assertThat(stale.get("text").textValue()).contains("would run echo wrong");
            assertThat(watch.exitCode()).isEqualTo(ExitCode.OK);
        }
        assertThat(ranLines()).isEmpty();
    }

    @Test
    void shouldGoOnWhereNobodyTakesWhatItSays() throws Exception
    {
        final CountDownLatch never = new CountDownLatch(1);
        final OutputStream stuck = new OutputStream()
        {
            @Override
            public void write(final int one) throws IOException
            {
                try
                {
                    never.await();
                }
                catch (final InterruptedException interrupted)
                {
                    throw new IOException(interrupted);
                }
            }
        };
        final OutputStream broken = new OutputStream()
        {
            @Override
            public void write(final int one) throws IOException
            {
                throw new IOException("Broken pipe");
            }
        };
        for (final OutputStream stdout : List.of(stuck, broken))
        {
            Files.deleteIfExists(ran());
            try (FakeEngine engine = new FakeEngine(temp); WatchRig watch = new WatchRig(
                WatchRig.settings(temp, LIMIT_MS, WatchRig.onStale(append("done"))), DEADLINE_MS, stdout))
            {
                engine.pause();
                Await.until("the command has run", () -> !ranLines().isEmpty());
                assertThat(watch.lines()).as("all went elsewhere").isEmpty();
            }
            never.countDown();
        }
    }

    @Test
    void shouldAllocateHardlyAnythingWhileAllIsWell()
    {
        final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final FakeEngine engine = new FakeEngine(temp);
        try
        {
            final Settings settings = WatchRig.settings(temp, 60_000, WatchRig.onStale(append("wrong")));
            final Voice voice = new Voice(
                new Terminal(null, OutputStream.nullOutputStream(), System.err, false, false, false));
            final CommandRunner runner = new CommandRunner(DEADLINE_MS, voice);
            final Watch watch = new Watch(settings, EngineClock.SYSTEM, runner, new WatchOutput(voice, true));
            final int looks = 20_000;
            for (int i = 0; i < looks; i++)
            {
                watch.look();
            }
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < looks; i++)
            {
                watch.look();
            }
            // A look at the path may fall into it.
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("bytes of %d looks", looks).isLessThan(looks);
            runner.close();
            voice.close();
        }
        finally
        {
            engine.close();
        }
    }
}
