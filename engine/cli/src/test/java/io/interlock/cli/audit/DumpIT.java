package io.interlock.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.cli.Launched;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal dump --follow} as a process of its own: a signal, and a reader that goes away. */
class DumpIT
{
    private static final Path LAUNCHER = Path.of(System.getProperty("interlock.distribution")).resolve("bin/interlock");
    private static final int SIGINT_EXIT = 130;
    /** Signal 2 in the masks of the system. */
    private static final long SIGINT_BIT = 1L << 1;
    private static final int MOST_ROUNDS = 600;

    @TempDir
    private Path folder;
    private final Launched launched = new Launched();

    @AfterEach
    void end()
    {
        launched.close();
    }

    private Process interlock(final String... args) throws IOException
    {
        return launched.start(LAUNCHER, folder.resolve("err-of-" + args[0]), args);
    }

    private Process follower() throws IOException
    {
        return interlock("journal", "dump", folder.resolve("data").toString(), "--follow");
    }

    /** Goes to HALT by its first row; waits for more. */
    private Process engine() throws IOException
    {
        final Path config = Files.writeString(folder.resolve("c.yaml"), "preset: default\nengine: { stale-limit: 10s }\n");
        final Process engine =
            interlock("run", "--config", config.toString(), "--directory", folder.resolve("data").toString(), "--input", "-");
        row(engine, "time_ms,scope,event,a,b,text\n0,binance,api_latency,4000,,\n");
        assertThat(engine.inputReader().readLine()).as(Files.readString(folder.resolve("err-of-run"))).contains("CLOSED -> HALT");
        return engine;
    }

    private static void row(final Process engine, final String row) throws IOException
    {
        final OutputStream in = engine.getOutputStream();
        in.write(row.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private void saidNothing() throws IOException
    {
        assertThat(Files.readString(folder.resolve("err-of-journal"))).isEmpty();
    }

    /** As in the background of a shell without job control: a child inherits that, and no Java may change it. */
    private static boolean isSigintIgnored() throws IOException
    {
        final Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status))
        {
            return false;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring("SigIgn:".length()).trim(), 16) & SIGINT_BIT) != 0);
    }

    @Test
    void shouldEndBehindAWholeLineAtSigint() throws Exception
    {
        assumeFalse(isSigintIgnored(), "SIGINT is ignored here, as in the background of a shell");
        engine();
        final Process follower = follower();
        final BufferedReader reader = follower.inputReader();
        assertThat(reader.readLine()).contains("GENESIS");
        final Process kill = new ProcessBuilder("kill", "-INT", Long.toString(follower.pid())).start();
        assumeTrue(kill.waitFor() == 0, "there is no kill here");
        assertThat(follower.waitFor(60, TimeUnit.SECONDS)).isTrue();
        final StringBuilder rest = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read())
        {
            rest.append((char)c);
        }
        assertThat(rest.isEmpty() || rest.charAt(rest.length() - 1) == '\n').as(rest.toString()).isTrue();
        assertThat(follower.exitValue()).isEqualTo(SIGINT_EXIT);
        saidNothing();
    }

    @Test
    void shouldEndWithoutAWordWhereItsReaderIsGone() throws Exception
    {
        final Process engine = engine();
        final Process follower = follower();
        final BufferedReader reader = follower.inputReader();
        assertThat(reader.readLine()).contains("GENESIS");
        reader.close();
        // It hears of it when there is something to write.
        for (int round = 0; follower.isAlive() && round < MOST_ROUNDS; round++)
        {
            row(engine, "0,venue-" + round + ",api_latency,4000,,\n");
            follower.waitFor(100, TimeUnit.MILLISECONDS);
        }
        assertThat(follower.isAlive()).isFalse();
        assertThat(follower.exitValue()).isZero();
        saidNothing();
    }
}
