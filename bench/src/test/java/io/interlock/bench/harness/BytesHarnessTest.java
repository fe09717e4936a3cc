package io.interlock.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.bench.result.Results;
import io.interlock.bench.result.Row;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class BytesHarnessTest
{
    private static final int ENOUGH_TO_BE_COMPILED = 30_000;

    @Test
    void shouldCountNothingForOursAndSomethingForAnAllocatingPeer()
    {
        final Results results = new Results();
        new BytesHarness(ENOUGH_TO_BE_COMPILED).run(results, new PrintStream(OutputStream.nullOutputStream()));
        assertThat(results.rows()).extracting(Row::name).contains("bytes.check", "bytes.checkRefused", "bytes.fill", "bytes.apiLatency",
            "bytes.success", "bytes.slippage", "bytes.failure", "bytes.guardedTrade", "bytes.fourCalls");
        assertThat(results.rows()).allSatisfy(row -> assertThat(row.unit()).isEqualTo("B"));
        assertThat(results.rows()).filteredOn(row -> !row.name().contains("resilience4j") && !row.name().contains("failsafe"))
            .allSatisfy(row -> assertThat(row.value()).as(row.name()).isZero());
        assertThat(results.rows()).filteredOn(row -> row.name().equals("bytes.resilience4jRefused"))
            .singleElement().satisfies(row -> assertThat(row.value()).isPositive());
    }
}
