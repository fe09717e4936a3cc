package io.interlock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is told of the process that wrote a gate file. */
class EngineProcessTest
{
    @Test
    void shouldTellAnotherProcessFromTheEnginesByItsStart()
    {
        final long own = ProcessHandle.current().pid();
        assertThat(EngineProcess.of(own, System.currentTimeMillis())).isEqualTo(EngineProcess.RUNS);
        assertThat(EngineProcess.of(own, 1_000_000_000_000L)).isEqualTo(EngineProcess.ANOTHER);
        assertThat(EngineProcess.of(0, 0)).isEqualTo(EngineProcess.GONE);
        assertThat(EngineProcess.of(Long.MAX_VALUE, 0)).isEqualTo(EngineProcess.GONE);
    }

    @Test
    void shouldSeeThatAProcessIsStoppedOrGone() throws Exception
    {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "this system does not tell how a process is");
        final Process process = new ProcessBuilder("sleep", "600").start();
        try
        {
            final long nowMs = System.currentTimeMillis();
            Await.until("it runs", () -> EngineProcess.of(process.pid(), nowMs) == EngineProcess.RUNS);
            new ProcessBuilder("sh", "-c", "kill -STOP " + process.pid()).start().waitFor();
            Await.until("it is stopped", () -> EngineProcess.of(process.pid(), nowMs) == EngineProcess.STOPPED);
        }
        finally
        {
            process.destroyForcibly();
        }
        Await.until("it is gone", () -> EngineProcess.of(process.pid(), Long.MAX_VALUE / 2) == EngineProcess.GONE);
    }
}
