package io.interlock.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.Launched;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill of each level on a fresh {@code run}, through the launcher: the engine a process, each drill another. */
class DrillIT
{
    private static final Path LAUNCHER = Path.of(System.getProperty("interlock.distribution")).resolve("bin/interlock");

    @TempDir
    private Path temp;
    private final Launched launched = new Launched();

    @AfterEach
    void end()
    {
        launched.close();
    }

    private Process engine() throws IOException
    {
        final Path config = Files.writeString(temp.resolve("c.yaml"), "engine: { stale-limit: 10s }\nconsole: { port: 0 }\n");
        return launched.start(LAUNCHER, null, "run", "--config", config.toString(), "--directory", temp.resolve("data").toString());
    }

    private static void ready(final Process engine) throws IOException
    {
        final BufferedReader output = engine.inputReader();
        final StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.contains("ready: pid"))
        {
            said.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as(said.toString()).isNotNull();
        // What it says later is nobody's; a full pipe must not hold it.
        final Thread rest = new Thread(() -> output.lines().forEach(String::length), "rest");
        rest.setDaemon(true);
        rest.start();
    }

    private String drill(final String... level) throws Exception
    {
        final String[] args = new String[level.length + 10];
        System.arraycopy(new String[] {"operator", "drill", "--scope", "desk/drill", "--yes", "--timeout", "60", "--directory",
            temp.resolve("data").toString(), "--token-file=" + temp.resolve("admin")}, 0, args, 0, 10);
        System.arraycopy(level, 0, args, 10, level.length);
        final Process process = launched.start(LAUNCHER, null, args);
        process.getOutputStream().close();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ":" + said;
    }

    private void stop(final Process engine) throws InterruptedException
    {
        engine.toHandle().destroy();
        assertThat(engine.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldPassOnAFreshRunAtEachLevel() throws Exception
    {
        final Process first = engine();
        ready(first);
        final String tokens = Files.readString(temp.resolve("data/console-tokens.txt"));
        final String admin = tokens.lines().filter(line -> line.startsWith("admin ")).findFirst().orElseThrow();
        Files.setPosixFilePermissions(Files.writeString(temp.resolve("admin"), admin), PosixFilePermissions.fromString("rw-------"));
        for (final String level : new String[] {"ALERT", "THROTTLE", "HALT"})
        {
            assertThat(drill(level)).startsWith("0:").contains("PASS: ", "desk/drill is left at CLOSED").doesNotContain("FAIL");
        }
        assertThat(drill("SHUTDOWN")).startsWith("0:").contains("PENDING: ", "desk/drill is left at SHUTDOWN").doesNotContain("FAIL");
        stop(first);
        final Process second = engine();
        ready(second);
        assertThat(drill("SHUTDOWN", "--resume")).startsWith("0:").contains("PASS: ", "desk/drill is left at CLOSED")
            .doesNotContain("FAIL");
        stop(second);
    }
}
