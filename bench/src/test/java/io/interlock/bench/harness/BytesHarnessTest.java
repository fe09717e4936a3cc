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
    private static final int ARRAY = 1_000;

    /** Where every thread can see it: no compiler may leave out what is kept here. */
    private static volatile byte[] kept;

    @Test
    void shouldCountWhatAnOperationAllocates()
    {
        final double bytes = new BytesHarness(ENOUGH_TO_BE_COMPILED).bytesOf(() -> kept = new byte[ARRAY], () ->
        {
            // Nothing between.
        });
        assertThat(kept).hasSize(ARRAY);
        assertThat(bytes).isBetween((double)ARRAY, ARRAY + 64.0);
    }

    /** Of the peers it is only asked that they have rows: what they allocate is left out by one JVM's compiler and not by another's. */
    @Test
    void shouldCountNothingForOurs()
    {
        final Results results = new Results();
        new BytesHarness(ENOUGH_TO_BE_COMPILED).run(results, new PrintStream(OutputStream.nullOutputStream()));
        assertThat(results.rows()).extracting(Row::name).contains("bytes.check", "bytes.checkRefused", "bytes.fill", "bytes.apiLatency",
            "bytes.success", "bytes.slippage", "bytes.failure", "bytes.guardedTrade", "bytes.fourCalls", "bytes.resilience4jTrade",
            "bytes.resilience4jRefused", "bytes.failsafeTrade");
        assertThat(results.rows()).allSatisfy(row -> assertThat(row.unit()).isEqualTo("B"));
        assertThat(results.rows()).filteredOn(row -> !row.name().contains("resilience4j") && !row.name().contains("failsafe"))
            .allSatisfy(row -> assertThat(row.value()).as(row.name()).isZero());
    }
}
