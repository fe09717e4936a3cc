package io.interlock.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.bench.result.HarnessResults;
import io.interlock.bench.result.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A harness that is over is run again, and the least of each of its rows counts. */
class HarnessRoundsTest
{
    private static HarnessResults results(final double ours, final double raw)
    {
        final Results results = new Results();
        results.row("reaction.p50/interlock", ours, "ns");
        results.row("start.firstCheck", raw, "ms");
        return new HarnessResults(results);
    }

    @Test
    void shouldKeepTheLeastOfEachRow() throws Exception
    {
        final Deque<HarnessResults> runs = new ArrayDeque<>(List.of(results(900, 2), results(800, 3)));
        final HarnessRounds rounds = new HarnessRounds(harness -> runs.poll());
        rounds.measure("both");
        assertThat(rounds.rows().get("reaction.p50/interlock")).isEqualTo(new Measure(900, "ns"));
        rounds.measure("both");
        assertThat(rounds.rows().get("reaction.p50/interlock")).isEqualTo(new Measure(800, "ns"));
        assertThat(rounds.rows().get("start.firstCheck")).as("milliseconds as nanoseconds").isEqualTo(new Measure(2e6, "ns"));
        assertThat(rounds.latest()).singleElement().satisfies(last -> assertThat(last.rows()).containsEntry("start.firstCheck", 3.0));
    }

    @Test
    void shouldKeepTheFirstResultsWhereAnotherRunHangs() throws Exception
    {
        final Deque<HarnessResults> runs = new ArrayDeque<>(List.of(results(900, 2)));
        final HarnessRounds rounds = new HarnessRounds(harness ->
        {
            if (runs.isEmpty())
            {
                throw new IOException("the harness both did not end within 10 minutes");
            }
            return runs.poll();
        });
        rounds.measure("both");
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        rounds.again("both", new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("first results stand", "both did not end");
        assertThat(rounds.rows().get("reaction.p50/interlock")).isEqualTo(new Measure(900, "ns"));
    }

    @Test
    void shouldKnowWhichHarnessMeasuresARow() throws Exception
    {
        final HarnessRounds rounds = new HarnessRounds(harness -> results(1, 1));
        rounds.measure("both");
        assertThat(rounds.harnessOf("reaction.p50/interlock")).isEqualTo("both");
        assertThat(rounds.harnessOf("machine.apply")).isNull();
    }
}
