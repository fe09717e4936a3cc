package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo, by the launcher of the distribution. */
class DemoIT
{
    private static final long DEADLINE_S = 110;
    private static final Path HOME = Path.of(System.getProperty("interlock.distribution"));

    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsPromisesAndSaySoInJson() throws IOException, InterruptedException
    {
        final Path json = directory.resolve("report.json");
        final Path out = directory.resolve("out");
        final Path err = directory.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder(HOME.resolve("bin/interlock").toString(), "demo", "--headless", "--seconds", "30",
            "--json", json.toString(), "--directory", directory.resolve("data").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        final Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try
        {
            assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).as("ended in time").isTrue();
        }
        finally
        {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(err) + Files.readString(out)).isZero();
        assertThat(Files.readString(out)).contains("TRANSITIONS", "WHAT THE BREAKER COST", "kept").doesNotContain("\u001B");
        assertThat(Files.readString(err)).contains("the venue answers after 3500 ms", "CLOSED -> HALT  LOSS").doesNotContain("\u001B");
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
        try (Stream<Path> left = Files.list(directory.resolve("data")))
        {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("edited"))).isEmpty();
        }
    }
}
