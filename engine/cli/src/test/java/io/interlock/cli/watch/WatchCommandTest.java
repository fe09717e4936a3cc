package io.interlock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.cli.attach.MainChild;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code interlock watch} as it is typed, and over engines in processes of their own. */
@Timeout(300)
class WatchCommandTest
{
    @TempDir
    private Path temp;

    private Run watch(final String... more)
    {
        final String[] args = new String[more.length + 3];
        args[0] = "watch";
        args[1] = "--attach";
        args[2] = temp.resolve("data").toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return Run.of("", args);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() throws IOException
    {
        assertThat(watch().err()).contains("--on-stale COMMAND is missing");
        assertThat(watch().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(watch("--on-stale", " ").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(watch("--on-stale", ":", "--limit", "1ms").err()).contains("20ms to 1h, and not 1 ms");
        assertThat(watch("--on-stale", ":", "--limit", "5").err()).contains("'5' is no duration", "500ms");
        assertThat(watch("--on-stale", ":", "--again", "1ms").err()).contains("--again is at least 100ms, and not 1 ms");
        assertThat(Run.of("", "watch", "--on-stale", ":").exitCode()).isEqualTo(ExitCode.USAGE);
        final Path file = Files.writeString(temp.resolve("file"), "x");
        assertThat(Run.of("", "watch", "--attach", file.toString(), "--on-stale", ":").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(watch("--on-stale", ":", "--config", temp.resolve("none.yaml").toString()).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void shouldGiveUpWhereNoEngineComesInTime()
    {
        final Run run = watch("--on-stale", "echo wrong", "--wait", "100ms");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.out()).contains("waiting", "there is no ", "given_up");
        assertThat(run.err()).doesNotContain("wrong");
    }

    @Test
    void shouldTakeAnEngineThatIsDeadAlreadyForStaleAndEndAsItsCommandDid() throws IOException
    {
        Files.createDirectory(temp.resolve("data"));
        new FakeEngine(temp.resolve("data")).close();
        final long endNs = System.nanoTime();
        Await.until("older than the limit", () -> System.nanoTime() - endNs > 30 * WatchRig.MS);
        assertThat(watch("--on-stale", "exit 0", "--once", "--limit", "20ms").exitCode()).isEqualTo(ExitCode.OK);
        final Run failed = watch("--on-stale", "echo not today; exit 1", "--once", "--limit", "20ms");
        assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out()).contains("stale", "STALE: no sign of life for", "(limit 20 ms)", "exit code 1");
        assertThat(failed.err()).contains("command: not today");
    }

    @Test
    void shouldTakeTheLimitFromTheEnginesConfiguration() throws IOException
    {
        Files.createDirectory(temp.resolve("data"));
        new FakeEngine(temp.resolve("data")).close();
        final Path config = Files.writeString(temp.resolve("c.yaml"), "preset: default\nengine: { stale-limit: 50ms }\n");
        assertThat(watch("--dry-run", "--once", "--json", "--config", config.toString()).out()).contains("\"limit_ms\":450");
        assertThat(watch("--dry-run", "--once", "--json").out()).contains("\"limit_ms\":500");
    }

    @Test
    void shouldFireAtAKillNotAtAPlannedStopAndFollowTheEngineOverRestarts() throws Exception
    {
        final Path config = Files.writeString(temp.resolve("c.yaml"), "preset: default\nengine: { stale-limit: 30s }\n");
        final String data = temp.resolve("data").toString();
        final Path ran = temp.resolve("ran");
        try (MainChild watch = MainChild.start("watch", "--attach", data, "--limit", "2s", "--on-stale",
            "echo $INTERLOCK_REASON $INTERLOCK_LEVEL >> '" + ran + "'"))
        {
            watch.until("waiting");
            try (MainChild engine = MainChild.start("run", "--config", config.toString(), "--directory", data, "--input", "-"))
            {
                assertThat(watch.until("armed")).contains("process " + engine.pid());
                engine.until("ready: pid");
                engine.row("time_ms,scope,event,a,b,text");
                engine.row("0,binance,api_latency,4000,,");
                engine.until("CLOSED -> HALT");
                engine.kill();
                assertThat(watch.until("stale")).contains("DEAD", "process " + engine.pid() + " is gone");
                assertThat(watch.until("done")).contains("exit code 0");
            }
            assertThat(Files.readAllLines(ran)).containsExactly("DEAD HALT");
            try (MainChild engine = MainChild.start("run", "--config", config.toString(), "--directory", data, "--input", "-"))
            {
                assertThat(watch.until("back")).contains("process " + engine.pid(), "level HALT");
                engine.until("ready: pid");
                assertThat(engine.stop()).isEqualTo(ExitCode.OK);
                assertThat(watch.until("stopped")).contains("closed as planned: nothing is run");
            }
            assertThat(watch.stop()).isEqualTo(ExitCode.OK);
        }
        assertThat(Files.readAllLines(ran)).hasSize(1);
    }

    @Test
    void shouldWaitForACommandThatRunsWhenItIsStopped() throws Exception
    {
        final Path data = Files.createDirectory(temp.resolve("data"));
        new FakeEngine(data).close();
        final Path ran = temp.resolve("ran");
        try (MainChild watch = MainChild.start("watch", "--attach", data.toString(), "--limit", "100ms", "--on-stale",
            "echo begin >> '" + ran + "'; sleep 1; echo end >> '" + ran + "'"))
        {
            watch.until("command ");
            Await.until("it has begun", () -> Files.exists(ran) && Files.readString(ran).contains("begin"));
            assertThat(watch.stop()).isEqualTo(ExitCode.OK);
        }
        assertThat(Files.readAllLines(ran)).containsExactly("begin", "end");
    }
}
