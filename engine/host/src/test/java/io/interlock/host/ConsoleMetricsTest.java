package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.port.GatewayView;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scrape of a whole engine over HTTP: with its journal, its channels and its gateway. */
class ConsoleMetricsTest
{
    private static final String PROMTOOL = System.getProperty("interlock.promtool", "promtool");

    @TempDir
    private Path directory;

    /** A gateway that guards one scope. */
    private static final class Venue implements GatewayView
    {
        @Override
        public String scope()
        {
            return "v";
        }

        @Override
        public Gateway gateway()
        {
            return new Gateway(true, new Orders(120, 8, 30, Map.of("DENIED_HALT", 5L)), List.of(), 0, List.of());
        }
    }

    private Interlock launch()
    {
        return Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0 }\n"), directory,
            new EngineContext().commandDeadline(Duration.ofSeconds(30)));
    }

    private static String scrape(final Interlock interlock) throws Exception
    {
        final ConsoleClient.Answer answer = ConsoleClient.of(interlock).ask("viewer", "GET", "/metrics", null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private static void live(final Interlock interlock)
    {
        interlock.gateway(new Venue());
        final Reporter reporter = interlock.scope("v").reporter();
        reporter.apiLatency(20_000_000L);
        reporter.apiLatency(600_000_000L);
        interlock.drain();
        // One status is given to all who ask within a tenth of a second: here to one from before the reports.
        Await.until("the status is of after", () ->
            ConsoleClient.of(interlock).get("/api/circuit-breaker/status").get("state").textValue().equals("ALERT"));
    }

    @Test
    void shouldScrapeAWholeEngine() throws Exception
    {
        try (Interlock interlock = launch())
        {
            live(interlock);
            final String text = scrape(interlock);
            assertThat(text.lines()).contains(
                "interlock_own_level{scope=\"v\",level=\"ALERT\"} 1", "interlock_journal_state{state=\"OK\"} 1",
                "interlock_distance_to_threshold_ratio{scope=\"v\",cause=\"API_LATENCY\",level=\"THROTTLE\"} 0.4",
                "interlock_tap_verdicts_total{scope=\"v\",outcome=\"allowed\",reason=\"ALLOWED\"} 112",
                "interlock_tap_verdicts_total{scope=\"v\",outcome=\"refused\",reason=\"DENIED_HALT\"} 5");
            assertThat(text).contains("interlock_channel_state{channel=\"log\"", "interlock_gate_check_seconds_count 32",
                "interlock_ring_capacity 65536");
            assertThat(interlock.metrics()).isNotNull();
        }
    }

    @Test
    void shouldLetNobodyScrapeWithoutAToken() throws Exception
    {
        try (Interlock interlock = launch())
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            assertThat(client.ask(null, "GET", "/metrics", null).status()).isEqualTo(401);
            assertThat(client.ask("reporter", "GET", "/metrics", null).status()).isEqualTo(403);
            assertThat(client.ask("admin", "GET", "/metrics", null).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldFindNothingToSayOfItsScrape() throws Exception
    {
        assumeTrue(promtool("--version", directory) == 0, "SKIPPED: promtool is not installed (Debian: package prometheus)");
        final Path file = Files.createFile(directory.resolveSibling(directory.getFileName() + "-scrape.txt"));
        try (Interlock interlock = launch())
        {
            live(interlock);
            Files.writeString(file, scrape(interlock));
            assertThat(promtool("check metrics", file)).isZero();
        }
        finally
        {
            Files.deleteIfExists(file);
        }
    }

    /** How it ended; it reads the file, where that is one. */
    private static int promtool(final String arguments, final Path file) throws InterruptedException
    {
        final ProcessBuilder builder = new ProcessBuilder((PROMTOOL + ' ' + arguments).split(" ")).inheritIO();
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (Files.isRegularFile(file))
        {
            builder.redirectInput(file.toFile());
        }
        try
        {
            final Process process = builder.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }
        catch (final IOException absent)
        {
            return -1;
        }
    }
}
