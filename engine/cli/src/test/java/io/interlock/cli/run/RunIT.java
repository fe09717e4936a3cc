package io.interlock.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Launched;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process of its own, through the launcher: signals, a kill, a second instance, and the commands that work on it. */
class RunIT
{
    private static final Path LAUNCHER = Path.of(System.getProperty("interlock.distribution")).resolve("bin/interlock");
    /** Generous: a busy host. Two seconds are the aim. */
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

    @TempDir
    private Path temp;
    private Path config;
    private final Launched launched = new Launched();

    @BeforeEach
    void configure() throws IOException
    {
        config = Files.writeString(temp.resolve("c.yaml"), "preset: default\nengine: { stale-limit: 10s }\n");
    }

    @AfterEach
    void end()
    {
        launched.close();
    }

    private Process interlock(final String... args) throws IOException
    {
        return launched.start(LAUNCHER, null, args);
    }

    private Process engine() throws IOException
    {
        return interlock("run", "--config", config.toString(), "--directory", temp.resolve("data").toString(), "--input", "-");
    }

    private String all(final String... args) throws Exception
    {
        final Process process = interlock(args);
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ":" + said;
    }

    private static String until(final BufferedReader output, final String part) throws IOException
    {
        final StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.contains(part))
        {
            said.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as("%s, after %s", part, said).isNotNull();
        return said.append(line).toString();
    }

    private static void row(final Process engine, final String row) throws IOException
    {
        final OutputStream in = engine.getOutputStream();
        in.write(row.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    @Test
    void shouldStopAsPlannedOnSigtermAndComeBackAsItWasAfterAKill() throws Exception
    {
        final String data = temp.resolve("data").toString();
        final long startNs = System.nanoTime();
        final Process first = engine();
        final BufferedReader output = first.inputReader();
        until(output, "ready: pid " + first.pid());
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(STARTED_WITHIN);
        row(first, "time_ms,scope,event,a,b,text\n0,binance,api_latency,4000,,\n");
        until(output, "CLOSED -> HALT");
        assertThat(all("status", "--directory", data, "--exit-code")).startsWith("13:").contains("journal ", "API_LATENCY 4000 ms");
        assertThat(all("run", "--config", config.toString(), "--directory", data)).startsWith(ExitCode.BAD_INPUT + ":")
            .contains("in use by pid " + first.pid());
        assertThat(all("operator", "override", "on", "--directory", data, "--actor", "ann")).startsWith("0:");

        // In the middle of a row.
        row(first, "0,binance,api_lat");
        first.toHandle().destroy();
        until(output, "stopped as planned");
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(ExitCode.OK);
        assertThat(temp.resolve("data/logs/interlock.log")).content()
            .contains("notifications - CRITICAL TRANSITION", "engine - CRITICAL binance: CLOSED -> HALT", "INFO engine - metrics ");

        final Process second = engine();
        final BufferedReader again = second.inputReader();
        assertThat(until(again, "ready: pid")).contains("binance was HALT since", "the root is CLOSED; an operator's override refuses OPEN")
            .doesNotContain("not stopped as planned");
        row(second, "time_ms,scope,event,a,b,text\n0,okx,kill,,,enough\n");
        until(again, "CLOSED -> SHUTDOWN");
        // Told at once, and journaled beside it: what a start says of a scope is what the journal has.
        final long endNs = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (!all("journal", "dump", data, "--type", "TRANSITION").contains("okx"))
        {
            assertThat(System.nanoTime() - endNs).isNegative();
        }
        second.toHandle().destroyForcibly();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();

        final Process third = engine();
        final BufferedReader last = third.inputReader();
        assertThat(until(last, "ready: pid")).contains("not stopped as planned", "okx was SHUTDOWN since", "binance was HALT since");
        third.toHandle().destroy();
        until(last, "stopped as planned");
        assertThat(all("verify", data)).startsWith("0:").contains("whole: ");
    }

    @Test
    void shouldSayWithItsPlaceWhichHostNobodyKnowsAndRunAllTheSame() throws Exception
    {
        Files.writeString(config, """
            preset: default
            engine: { stale-limit: 10s }
            notifications:
              channels:
                hook: { type: webhook, url: "https://hook.invalid/x", key: "${PATH}" }
            """);
        final Process engine = engine();
        final BufferedReader output = engine.inputReader();
        until(output, "ready: pid");
        assertThat(until(output, "nobody knows the host")).contains("c.yaml:5:", "notifications.channels.hook.url", "hook.invalid");
        engine.toHandle().destroy();
        until(output, "stopped as planned");
        assertThat(all("journal", "dump", temp.resolve("data").toString(), "--type", "ISSUE")).contains("NOTIFY_HOST", "hook.invalid");
    }
}
