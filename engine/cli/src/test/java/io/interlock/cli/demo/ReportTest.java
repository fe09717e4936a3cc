package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportTest
{
    private static JsonNode json(final Report report) throws IOException
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportJson.write(new ByteSink(out), report);
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void shouldTellEverythingInJson() throws IOException
    {
        final JsonNode json = json(Reports.of(false));

        assertThat(json.at("/ok").booleanValue()).isFalse();
        assertThat(json.at("/seconds").doubleValue()).isEqualTo(61.5);
        assertThat(json.at("/directory").isNull()).isTrue();
        assertThat(json.at("/promises/1/found").textValue()).isEqualTo("level \"HALT\"");
        assertThat(json.at("/promises/1/kept").booleanValue()).isFalse();
        assertThat(json.at("/transitions/0/to").textValue()).isEqualTo("HALT");
        assertThat(json.at("/transitions/0/value").doubleValue()).isEqualTo(3_500);
        assertThat(json.at("/transitions/0/threshold").doubleValue()).isEqualTo(3_000);
        assertThat(json.at("/transitions/0/at_seconds").doubleValue()).isEqualTo(2.5);
        assertThat(json.at("/transitions/1/value").isNull()).isTrue();
        assertThat(json.at("/orders/refused/DENIED_HALT").intValue()).isEqualTo(9);
        assertThat(json.at("/orders/final_position").intValue()).isZero();
        assertThat(json.at("/halts/0/orders_cancelled").intValue()).isEqualTo(2);
        assertThat(json.at("/halts/0/quantity_closed").doubleValue()).isEqualTo(4);
        assertThat(json.at("/actions/0/stage").textValue()).isEqualTo("SUCCEEDED");
        assertThat(json.at("/cost_ns/budget").intValue()).isEqualTo(1_000_000);
        assertThat(json.at("/cost_ns/order/count").intValue()).isEqualTo(2);
        assertThat(json.at("/cost_ns/order/max").longValue()).isBetween(2_000_000L, 2_010_000L);
        assertThat(json.at("/cost_ns/answer/p99_9").intValue()).isZero();
        assertThat(json.at("/journal/directory").isNull()).isTrue();
        assertThat(json.at("/journal/records").intValue()).isEqualTo(42);
        assertThat(json.at("/journal/lives").intValue()).isEqualTo(2);
        assertThat(json.at("/journal/head").textValue()).startsWith("42:");
        assertThat(json.at("/journal/whole").booleanValue()).isTrue();
        assertThat(json.at("/journal/edited_copy/found").booleanValue()).isTrue();
        assertThat(json.at("/journal/edited_copy/message").textValue()).contains("record 7");
    }

    @Test
    void shouldTellPeopleOfEachTransitionRefusalCostAndBrokenPromise()
    {
        assertThat(ReportText.lines(Reports.of(false)))
            .contains("    2.50 s  CLOSED   -> HALT      API_LATENCY 3500 ms (threshold 3000 ms)")
            .contains("    5.50 s  HALT     -> CLOSED    RECOVERY")
            .contains("  refused before the wire     9  DENIED_HALT")
            .contains("  1 of 2 kept in 62 s")
            .contains("  in a temporary directory, deleted: 42 records of 2 lives, whole")
            .contains("  in a copy, byte 3 of record 7 was changed; verify says of the copy:")
            .contains("  BROKEN  a_kill: reaches SHUTDOWN: level \"HALT\"")
            .anyMatch(line -> line.contains("cancelled 2 orders, closed 4 BTC, last 52 ms"))
            .anyMatch(line -> line.startsWith("    max") && line.contains("2.00 ms") && line.endsWith("over budget"))
            .anyMatch(line -> line.startsWith("    p50") && line.contains("20.0 us") && line.endsWith("|"));
        assertThat(ReportText.lines(Reports.of(true))).contains("  2 of 2 kept in 62 s").noneMatch(line -> line.contains("BROKEN"));
    }

    @Test
    void shouldDrawTheBudgetAtAFixedPlace()
    {
        assertThat(ReportText.bar(50)).isEqualTo(".".repeat(30) + "|");
        assertThat(ReportText.bar(1_000_000)).isEqualTo("#".repeat(30) + "|");
        assertThat(ReportText.bar(10_000)).isEqualTo("#".repeat(15) + ".".repeat(15) + "|");
        assertThat(ReportText.bar(10_000_000)).startsWith("#".repeat(30) + "|####").endsWith(" over budget");
    }
}
