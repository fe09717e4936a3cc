package io.interlock.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows that come through a named pipe: the feeder opens it when it is ready to, and writes when it has something. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipeInputTest
{
    private static final String HEADER = "time_ms,scope,event,a,b,text\n";
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path temp;
    private Path pipe;

    @BeforeEach
    void make() throws Exception
    {
        pipe = temp.resolve("rows");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
    }

    private static void await(final Path file)
    {
        final long endNs = System.nanoTime() + DEADLINE_NS;
        while (!Files.exists(file))
        {
            assertThat(System.nanoTime() - endNs).as(file.toString()).isNegative();
            Thread.yield();
        }
    }

    private CompletableFuture<Void> feeding(final Path after)
    {
        return CompletableFuture.runAsync(() ->
        {
            await(after);
            try (OutputStream out = new FileOutputStream(pipe.toFile()))
            {
                out.write((HEADER + "0,a,api_lat").getBytes(StandardCharsets.UTF_8));
                out.flush();
                out.write("ency,4000,,\n0,a,check,0.9,,OPEN\n".getBytes(StandardCharsets.UTF_8));
            }
            catch (final IOException refused)
            {
                throw new AssertionError(refused);
            }
        });
    }

    @Test
    void shouldGuardBeforeTheFeederComesAndReadWhatItWrites() throws IOException
    {
        final Path config = Files.writeString(temp.resolve("c.yaml"), "preset: default\nengine: { stale-limit: 10s }\n");
        final Path data = temp.resolve("data");
        // The feeder waits for the engine, so an engine that waited for the feeder would wait for ever.
        final CompletableFuture<Void> feeder = feeding(data.resolve("gate.dat"));
        final Run run = Run.of("", "run", "--config", config.toString(), "--directory", data.toString(), "--input", pipe.toString(),
            "--stop-at-end", "--actor", "ann");
        feeder.join();
        assertThat(run.err()).contains("stopped as planned").doesNotContain("seek", "cannot read");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("CLOSED -> HALT", "DENIED_HALT");
    }

    @Test
    void shouldSimulateWhatComesThroughAPipe()
    {
        final CompletableFuture<Void> feeder = feeding(pipe);
        final Run run = Run.of("", "simulate", pipe.toString());
        feeder.join();
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("CLOSED -> HALT", "DENIED_HALT");
    }
}
