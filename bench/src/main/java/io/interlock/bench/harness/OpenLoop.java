package io.interlock.bench.harness;

import io.interlock.bench.result.Distribution;
import io.interlock.bench.result.Results;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Measures several subjects in turn, in short blocks, each under an open load: operations are due at fixed times whether or not the one
 * before has ended, and a latency runs from the time that it was due. So a pause counts for every operation that it kept waiting (no
 * coordinated omission). Within a round each subject has one block, in an order that changes from round to round; before each block the
 * collector runs, so that one subject's garbage is not another's pause.
 *
 * <p>Every latency includes one reading of the clock, the same for all.
 *
 * <p>Threading: one thread.
 */
final class OpenLoop
{
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final long SEED = 20_261_124L;
    private static final int OPENINGS = 25;
    /** Operations behind an opening: a test, which asks for few, opens few engines. */
    private static final int FEWEST = 20;
    private static final double MEDIAN = 50;
    private static final double HUNDREDTH = 99;
    private static final double THOUSANDTH = 99.9;

    private final Map<String, Histogram> histograms = new LinkedHashMap<>();
    private final List<Subject> subjects;
    private final Pace pace;

    /**
     * How operations follow each other.
     *
     * @param intervalNs from one that is due to the next.
     * @param block      operations of a block that count.
     * @param skipped    operations before them that do not: what was just opened is cold.
     */
    record Pace(long intervalNs, int block, int skipped)
    {
    }

    OpenLoop(final List<Subject> subjects, final Pace pace)
    {
        this.subjects = subjects;
        this.pace = pace;
        subjects.forEach(subject -> histograms.put(subject.name(), new Histogram(HIGHEST_NS, DIGITS)));
    }

    /** Runs each subject so often without a pause and counts none of it, so that what is measured, and what opens it, is compiled. */
    void warmUp(final int operations)
    {
        final int openings = Math.min(OPENINGS, Math.max(1, operations / FEWEST));
        for (int opening = 0; opening < openings; opening++)
        {
            for (final Subject subject : subjects)
            {
                subject.open();
                for (int i = 0; i < operations / openings; i++)
                {
                    subject.run();
                    subject.reset();
                }
                subject.close();
            }
        }
        // The loop itself too, but where a test asks for few.
        if (openings == OPENINGS)
        {
            subjects.forEach(this::block);
        }
        histograms.values().forEach(Histogram::reset);
    }

    /** Measures so many rounds. */
    void measure(final int rounds)
    {
        final Random random = new Random(SEED);
        final List<Subject> order = new ArrayList<>(subjects);
        for (int i = 0; i < rounds; i++)
        {
            Collections.shuffle(order, random);
            order.forEach(this::block);
        }
    }

    private void block(final Subject subject)
    {
        final Histogram histogram = histograms.get(subject.name());
        subject.open();
        System.gc();
        long dueNs = System.nanoTime() + pace.intervalNs();
        for (int i = -pace.skipped(); i < pace.block(); i++)
        {
            long nowNs = System.nanoTime();
            while (nowNs - dueNs < 0)
            {
                Thread.onSpinWait();
                nowNs = System.nanoTime();
            }
            subject.run();
            final long latencyNs = System.nanoTime() - dueNs;
            if (i >= 0)
            {
                histogram.recordValue(Math.min(latencyNs, HIGHEST_NS));
            }
            subject.reset();
            // What the cold ones kept waiting is theirs: the block's own schedule begins with its first.
            dueNs = i == -1 ? System.nanoTime() + pace.intervalNs() : dueNs + pace.intervalNs();
        }
        subject.close();
    }

    /**
     * Adds rows {@code harness.p50|p99|p999|max/name+suffix} and a distribution of each series.
     *
     * @param results where to.
     * @param harness what rows begin with, and the group of the distributions with the suffix.
     * @param suffix  for example {@code ,idle=default}; may be empty.
     */
    void report(final Results results, final String harness, final String suffix)
    {
        histograms.forEach((name, histogram) ->
        {
            final String row = "/" + name + suffix;
            results.row(harness + ".p50" + row, histogram.getValueAtPercentile(MEDIAN), "ns");
            results.row(harness + ".p99" + row, histogram.getValueAtPercentile(HUNDREDTH), "ns");
            results.row(harness + ".p999" + row, histogram.getValueAtPercentile(THOUSANDTH), "ns");
            results.row(harness + ".max" + row, histogram.getMaxValue(), "ns");
            results.distribution(Distribution.of(harness + suffix, name, "ns", histogram));
        });
    }
}
