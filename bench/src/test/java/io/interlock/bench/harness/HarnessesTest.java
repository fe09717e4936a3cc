package io.interlock.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.bench.result.Distribution;
import io.interlock.bench.result.Results;
import io.interlock.bench.result.Row;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** That each harness measures what it names; how long anything takes is no question here. */
class HarnessesTest
{
    private static final double LITTLE = 0.01;
    private static final String[] PERCENTILES = {"p50", "p99", "p999", "max"};

    private static Results run(final Harness harness) throws Exception
    {
        final Results results = new Results();
        harness.run(results, new PrintStream(OutputStream.nullOutputStream()));
        assertThat(results.rows()).allSatisfy(row -> assertThat(row.value()).as(row.name()).isNotNegative());
        return results;
    }

    @Test
    void shouldMeasureReactionsBesideARawHop() throws Exception
    {
        final Results results = run(new ReactionHarness(LITTLE));
        for (final String percentile : PERCENTILES)
        {
            assertThat(results.rows()).extracting(Row::name).contains(
                "reaction." + percentile + "/interlock", "reaction." + percentile + "/rawHop",
                "reaction." + percentile + "/interlock,listeners=true",
                "reaction." + percentile + "/interlock,idle=default", "reaction." + percentile + "/rawHop,idle=default",
                "reaction." + percentile + "/interlock,rare=true", "reaction." + percentile + "/interlock,journal=true,rare=true",
                "reaction." + percentile + "/interlock,rare=true,idle=default",
                "reaction." + percentile + "/interlock,journal=true,rare=true,idle=default");
        }
        assertThat(results.distributions()).filteredOn(distribution -> distribution.group().equals("reaction"))
            .extracting(Distribution::name).containsExactly("interlock", "rawHop", "interlock,listeners=true");
        assertThat(results.distributions()).filteredOn(distribution -> distribution.group().equals("reaction,rare=true"))
            .extracting(Distribution::name).containsExactly("interlock", "rawHop", "interlock,journal=true", "interlock,force=true");
    }

    @Test
    void shouldMeasureTradesBesideControlAndPeers() throws Exception
    {
        final Results results = run(new TradeHarness(LITTLE));
        for (final String who : new String[] {"interlock", "control", "resilience4jSync", "resilience4jLockFree", "failsafe"})
        {
            for (final String percentile : PERCENTILES)
            {
                assertThat(results.rows()).extracting(Row::name).contains("tradeLatency." + percentile + "/" + who);
            }
            assertThat(results.distributions()).filteredOn(distribution -> distribution.name().equals(who))
                .singleElement().satisfies(distribution -> assertThat(distribution.count()).isEqualTo(10_000));
        }
    }

    @Test
    void shouldMeasureAStartFromMainAndFromBeforeTheProcess() throws Exception
    {
        final Results results = run(new StartHarness(1));
        assertThat(results.rows()).extracting(Row::name).containsExactly("start.firstCheck", "start.jvmToFirstCheck");
        assertThat(results.rows()).allSatisfy(row -> assertThat(row.unit()).isEqualTo("ms"));
    }

    @Test
    void shouldMeasureAForcedTransitionBesideAPlainFile() throws Exception
    {
        assertThat(run(new AppendHarness(LITTLE)).rows()).extracting(Row::name).containsExactly(
            "append.p50/journal", "append.p99/journal", "append.p50/plainFile", "append.p99/plainFile");
    }

    @Test
    void shouldMeasureARecordingBesideAPlainFile() throws Exception
    {
        final Results results = run(new RecordingHarness(20_000));
        assertThat(results.rows()).extracting(Row::name).containsExactly("recording.event/fullSpeed", "recording.event/plainFile",
            "recording.leftOut/fullSpeed", "recording.leftOut/pace=5M", "recording.input/pace=5M", "recording.input/off",
            "recording.allocated/fullSpeed", "recording.allocated/pace=5M", "recording.size");
        // A few blocks, for which there is room however slow the disk is.
        assertThat(results.rows()).filteredOn(row -> row.name().equals("recording.leftOut/pace=5M"))
            .singleElement().satisfies(row -> assertThat(row.value()).isZero());
    }

    @Test
    void shouldMeasureAReplayThatIsEqualAndAWhatIf() throws Exception
    {
        final Results results = run(new ReplayHarness(100_000));
        assertThat(results.rows()).extracting(Row::name).containsExactly("replay.event/replay", "replay.event/whatIf",
            "replay.event/machineAlone", "replay.heap/events=1M", "replay.heap/events=10M");
        assertThat(results.rows()).allSatisfy(row -> assertThat(row.value()).as(row.name()).isPositive());
    }

    @Test
    void shouldMeasureStatusesBesideAnEngineThatIsIdle() throws Exception
    {
        final Results results = run(new StatusHarness(LITTLE));
        for (final String percentile : new String[] {"p50", "p99", "max"})
        {
            assertThat(results.rows()).extracting(Row::name).contains("status." + percentile + "/idle",
                "status." + percentile + "/reports=1M", "status." + percentile + "/events=1M");
        }
        assertThat(results.rows()).extracting(Row::name).contains("status.behind/reports=1M", "status.behind/events=1M");
        assertThat(results.rows()).filteredOn(row -> row.unit().equals("ns")).allSatisfy(row -> assertThat(row.value()).isPositive());
    }

    @Test
    void shouldFindEachByItsName()
    {
        assertThat(Harnesses.names()).doesNotHaveDuplicates().allSatisfy(
            name -> assertThat(Harnesses.find(name).name()).isEqualTo(name));
        assertThat(Harnesses.find("nothing")).isNull();
    }
}
