package io.interlock.core.report;

import io.interlock.config.ConfigLoader;
import io.interlock.config.ScopeConfig;
import io.interlock.core.gate.GateWords;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.race.Pool;

/**
 * A root reporter with a lane, and in place of a breaker what it reads and writes. Lent empty: all collected, all consumed, nobody pays
 * attention. Threading: as its parts; the reader's figures are of the actor that is the breaker.
 */
final class LaneGround implements LaneReader.Sink
{
    private static final ScopeConfig CONFIG = ConfigLoader.preset("default").scope("");
    /** Enough for every latency that the races report. */
    private static final long LONGEST_NS = 1_000;
    private static final int SLOTS = 8;
    private static final Pool<LaneGround> EXCLUSIVE = new Pool<>(() -> new LaneGround(false));
    private static final Pool<LaneGround> SHARED = new Pool<>(() -> new LaneGround(true));

    final InputRing ring = new InputRing(SLOTS);
    final GateWords words = new GateWords(1);
    final Lane lane;
    final OverflowCounters overflow;
    final RingReporter publishing;
    final LaneReporter reporter;
    final InputEvent heard = new InputEvent();
    private final boolean shared;
    private final LaneReader reader;
    private final OverflowReader folded;
    private final InputEvent summary = new InputEvent();
    private long harvested;
    private long sumNs;

    private LaneGround(final boolean shared)
    {
        this.shared = shared;
        words.limits(0, CONFIG.latency(), LaneReporter.calmPart(CONFIG.slippage().alertPpb()));
        lane = new LaneTable().create(0, shared, LONGEST_NS);
        overflow = new OverflowCounters(new OverflowTable(), 0, words, lane);
        publishing = new RingReporter(ring, words, new CriticalPending(), overflow, false);
        reporter = new LaneReporter(publishing, ring, words, overflow, lane);
        reader = new LaneReader(lane);
        folded = new OverflowReader(overflow);
    }

    /** One of a single writer. */
    static LaneGround exclusive()
    {
        return EXCLUSIVE.take().emptied();
    }

    /** One that several threads may add to. */
    static LaneGround shared()
    {
        return SHARED.take().emptied();
    }

    private LaneGround emptied()
    {
        collect();
        harvest();
        harvested = 0;
        sumNs = 0;
        words.attention(0, false);
        ring.consumed(ring.cursor());
        return this;
    }

    void give()
    {
        (shared ? SHARED : EXCLUSIVE).give(this);
    }

    /** Collects the lane; says how many reports came. */
    long collect()
    {
        summary.folded(InputKind.LANE_SUMMARY, 0, 0, 0, 0, 0);
        return reader.collect(summary, this);
    }

    /** The worst latency of the last collection, in nanoseconds; 0 for none. */
    long worstNs()
    {
        return summary.number();
    }

    /** Reads the histogram; says how many latencies it had in all since this was lent. */
    long harvest()
    {
        reader.harvest(this);
        return harvested;
    }

    /** What the latencies that were harvested add up to. */
    long sumNs()
    {
        return sumNs;
    }

    /** What a reporter folded, judged; results go into the sum. */
    void collectFolded(final FoldedSum sum)
    {
        folded.notice();
        folded.collect(heard, sum, none ->
        {
        });
    }

    @Override
    public void reports(final int scopeId, final InputKind kind, final long count)
    {
        // The sum is what collect says.
    }

    @Override
    public void latencies(final long highestNs, final long count)
    {
        harvested += count;
    }

    @Override
    public void latencySum(final long added)
    {
        sumNs += added;
    }
}
