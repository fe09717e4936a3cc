package io.interlock.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.bench.suite.Worlds;
import io.interlock.bench.result.Results;
import io.interlock.bench.result.Row;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MemoryHarnessTest
{
    @Test
    void shouldMeasureScopesLanesAndTheHeap() throws Exception
    {
        final Results results = new Results();
        new MemoryHarness(102_000).run(results, new PrintStream(OutputStream.nullOutputStream()));
        assertThat(results.rows()).extracting(Row::name)
            .containsExactly("memory.scope", "memory.lane", "memory.heapAfter10M", "memory.heapAfter100M");
        assertThat(results.rows()).allSatisfy(row -> assertThat(row.value()).as(row.name()).isPositive());
        // Not constants, but not anything either: a lane holds a histogram, a scope a lane and a line of words.
        assertThat(results.rows()).filteredOn(row -> row.name().equals("memory.lane")).allMatch(row -> row.value() >= 512);
        assertThat(results.rows()).filteredOn(row -> row.name().equals("memory.scope")).allMatch(row -> row.value() >= 1_024);
    }

    @Test
    void shouldLoadTheMachineWithBreachesAndRecoveries()
    {
        final MachineLoad load = new MachineLoad(Worlds.config());
        load.run(3_000_000);
        assertThat(load.transitions()).as(load.toString()).isGreaterThanOrEqualTo(2);
    }
}
