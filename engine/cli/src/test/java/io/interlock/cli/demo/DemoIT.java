package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.Run;
import io.interlock.host.page.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The whole demo, by the launcher of the distribution. */
class DemoIT
{
    private static final long DEADLINE_S = 110;
    private static final int STAY_S = 120;
    private static final Set<String> LEVELS = new TreeSet<>();
    private static final Path HOME = Path.of(System.getProperty("interlock.distribution"));

    @TempDir
    private static Path directory;
    private static int exit = -1;
    /** Why nobody saw it, or what was wrong with what was seen; null: nothing. */
    private static Throwable unseen;

    /** The directory alone says that it would happen again, and what had happened under other thresholds; the exported rows confirm it. */
    private void shouldAnswerAlone(final Path data) throws IOException
    {
        final Run replayed = Run.of("", "replay", data.toString());
        assertThat(replayed.exitCode()).as(replayed.out()).isZero();
        assertThat(replayed.out()).contains("\nequal: 2 lives, ").doesNotContain("not comparable");
        final Path conservative = data.resolve(ReplayAudit.WHAT_IF);
        final JsonNode whatIf = new ObjectMapper().readTree(
            Run.of("", "replay", data.toString(), "--config", conservative.toString(), "--json").out());
        assertThat(whatIf.get("same").booleanValue()).isFalse();
        final JsonNode root = whatIf.at("/scopes/0");
        assertThat(course(root.at("/other/changes"))).isNotEqualTo(course(root.at("/recorded/changes")));
        final Path rows = directory.resolve("rows.csv");
        Files.writeString(rows, Run.of("", "simulate", "--from", data.toString()).out());
        final List<JsonNode> simulated = new ArrayList<>();
        for (final String line : Run.of("", "simulate", "--config", conservative.toString(), "--json", rows.toString()).out().split("\n"))
        {
            final JsonNode node = new ObjectMapper().readTree(line);
            if ("transition".equals(node.get("type").textValue()))
            {
                simulated.add(node);
            }
        }
        assertThat(course(simulated)).isEqualTo(course(root.at("/other/changes")));
    }

    private static List<String> course(final Iterable<JsonNode> changes)
    {
        final List<String> course = new ArrayList<>();
        changes.forEach(change -> course.add(change.get("from").textValue() + " " + change.get("to").textValue() + " "
            + change.get("cause").textValue() + " " + change.get("value").asText() + " " + change.get("threshold").asText()));
        return course;
    }

    /** One run for all: somebody looks on in a browser where there is one, acts when it stays, and ends it by a kill. */
    @BeforeAll
    static void run() throws IOException, InterruptedException
    {
        final Path err = directory.resolve("err");
        final Path data = directory.resolve("data");
        Process process = null;
        try (Browser browser = browser())
        {
            // Without a browser nobody looks on, and nobody would end it.
            final String stay = String.valueOf(browser == null ? 0 : STAY_S);
            final ProcessBuilder builder = new ProcessBuilder(HOME.resolve("bin/interlock").toString(), "demo", "--headless", "--seconds",
                "30", "--stay", stay, "--json", directory.resolve("report.json").toString(), "--directory", data.toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            process = builder.redirectOutput(directory.resolve("out").toFile()).redirectError(err.toFile()).start();
            if (browser != null)
            {
                look(browser, err, data);
            }
            assertThat(process.waitFor(DEADLINE_S + Long.parseLong(stay), TimeUnit.SECONDS)).as("ended in time").isTrue();
            exit = process.exitValue();
        }
        finally
        {
            if (process != null)
            {
                process.destroyForcibly();
            }
        }
    }

    private static Browser browser() throws IOException, InterruptedException
    {
        try
        {
            return Browser.start();
        }
        catch (final TestAbortedException none)
        {
            unseen = none;
            return null;
        }
    }

    private static void look(final Browser browser, final Path err, final Path data) throws IOException, InterruptedException
    {
        try (DemoPage page = new DemoPage(browser, err, data))
        {
            LEVELS.addAll(page.levels());
            page.act();
        }
        catch (final RuntimeException | AssertionError missed)
        {
            unseen = missed;
        }
    }

    @Test
    void shouldShowEachLevelOnTheDashboardAndBeOperatedThere() throws Throwable
    {
        if (unseen != null)
        {
            throw unseen;
        }
        assertThat(LEVELS).contains("CLOSED", "ALERT", "THROTTLE", "HALT", "SHUTDOWN");
    }

    @Test
    void shouldKeepItsPromisesAndSaySoInJson() throws IOException
    {
        final Path json = directory.resolve("report.json");
        final Path out = directory.resolve("out");
        final Path err = directory.resolve("err");
        assertThat(exit).as(Files.readString(err) + Files.readString(out)).isZero();
        assertThat(Files.readString(out)).contains("TRANSITIONS", "WHAT THE BREAKER COST", "kept").doesNotContain("\u001B");
        assertThat(Files.readString(err)).contains("the venue answers after 3500 ms", "CLOSED -> HALT  LOSS",
            "the dashboard is at http://127.0.0.1:", "again; sign in with the token from before").doesNotContain("\u001B");
        final JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.at("/ok").booleanValue()).isTrue();
        assertThat(report.at("/promises")).hasSizeGreaterThan(40).allMatch(one -> one.get("kept").booleanValue());
        assertThat(report.findValuesAsText("cause")).contains(
            "API_LATENCY", "CONSECUTIVE_FAILURES", "LOSS", "NETWORK", "OPERATOR_KILL", "RECOVERY", "FORCE_RECOVERY", "RESET");
        assertThat(report.at("/orders/final_position").doubleValue()).isZero();
        assertThat(report.at("/orders/refused/DENIED_HALT").intValue()).isPositive();
        assertThat(report.at("/orders/refused/DENIED_OVERRIDE").intValue()).isPositive();
        assertThat(report.at("/orders/refused/DENIED_SHUTDOWN").intValue()).isPositive();
        assertThat(report.at("/orders/cut").intValue()).isPositive();
        assertThat(report.at("/halts/0/orders_cancelled").intValue()).isEqualTo(2);
        assertThat(report.at("/cost_ns/order/count").intValue()).isPositive();
        assertThat(directory.resolve("data/gate.dat")).exists();
        assertThat(report.at("/journal/directory").textValue()).isEqualTo(directory.resolve("data/journal").toString());
        assertThat(report.at("/journal/records").intValue()).isGreaterThan(50);
        assertThat(report.at("/journal/lives").intValue()).isEqualTo(2);
        assertThat(report.at("/journal/edited_copy/message").textValue()).startsWith("DAMAGED in ").contains("record ");
        final Run verified = Run.of("", "verify", directory.resolve("data").toString(), "--anchor", report.at("/journal/head").textValue());
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        shouldAnswerAlone(directory.resolve("data"));
        try (Stream<Path> left = Files.list(directory.resolve("data")))
        {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("edited"))).isEmpty();
        }
    }
}
