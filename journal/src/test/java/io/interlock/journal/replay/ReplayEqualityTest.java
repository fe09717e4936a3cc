package io.interlock.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import io.interlock.journal.store.FaultyStore;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replaying the recorded inputs gives the same decisions, field by field (DESIGN, invariant 4): over restarts, gaps and overload. */
class ReplayEqualityTest
{
    private static final int SEEDS = 1_000;
    private static final String[] PRESETS = {"default", "conservative", "aggressive", "production"};

    private long equal;
    private long states;
    private long incomparable;
    private long gaps;
    private long reports;
    private long decided;
    private long reloads;

    @Test
    void shouldDecideTheSameAgain() throws Exception
    {
        final int seeds = Runs.of(SEEDS, 3 * SEEDS);
        for (int seed = 0; seed < seeds; seed++)
        {
            run(seed);
        }
        Runs.done("replays of recorded lives with restarts, gaps and overload", seeds, "0 differences: " + decided + " decisions of "
            + reports + " reports, " + reloads + " reloads, " + equal + " equal in every field, " + states + " states equal, "
            + incomparable + " decisions in " + gaps + " gaps");
        assertThat(equal).isGreaterThan(3L * seeds);
        assertThat(states).isGreaterThan(seeds);
        assertThat(gaps).isGreaterThan(seeds / 10);
        assertThat(reloads).isGreaterThan(seeds);
        assertThat(equal).isGreaterThan(2 * incomparable);
    }

    private void run(final int seed) throws Exception
    {
        final Random random = new Random(seed);
        final RecordedLives lives = new RecordedLives("preset: " + PRESETS[seed % PRESETS.length] + "\nlatency: { confirmations: "
            + (1 + random.nextInt(2)) + " }\nengine: { ring-size: " + (64 << random.nextInt(4)) + ", stale-limit: 10s, lanes: "
            + (random.nextInt(3) == 0 ? "off" : "on") + " }\n", seed);
        if (random.nextInt(4) == 0)
        {
            lives.blocks = 2 + random.nextInt(2);
            lives.blockBytes = 1_200 + random.nextInt(500);
        }
        if (random.nextInt(4) == 0)
        {
            lives.recorded = new FaultyStore(
                lives.inputs, FaultyStore.Call.APPEND, FaultyStore.Fault.ENOSPC, 3 + random.nextInt(20), 1 + random.nextInt(3));
        }
        lives.reloading = seed % 2 == 1;
        final int count = 1 + random.nextInt(3);
        lives.badness = new int[] {1, 4, 10, 30}[random.nextInt(4)];
        for (int life = 0; life < count; life++)
        {
            lives.live(30 + random.nextInt(100), random.nextBoolean());
        }
        final ReplayResult result = lives.replay();
        assertThat(result.first()).as("seed %d: %s", seed, result).isNull();
        reports += lives.reports;
        decided += lives.decisions;
        reloads += lives.reloads;
        equal += result.equal();
        incomparable += result.incomparable();
        for (final ReplayResult.Life life : result.lives())
        {
            states += life.counts().states();
            gaps += life.incomparable().size();
        }
    }
}
