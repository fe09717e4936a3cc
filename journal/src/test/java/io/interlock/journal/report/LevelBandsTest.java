package io.interlock.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However often levels change: bounded, in order, without a hole, and no severe moment is lost. */
class LevelBandsTest
{
    private static final long SEED = 5L;

    @Test
    void shouldNeverLoseASevereMoment()
    {
        final Random random = new Random(SEED);
        final LevelBands bands = new LevelBands();
        final int steps = 20_000;
        final Level[] levels = new Level[steps];
        final long[] starts = new long[steps + 1];
        for (int i = 0; i < steps; i++)
        {
            levels[i] = random.nextInt(500) == 0 ? Level.SHUTDOWN : Level.of(random.nextInt(4));
            starts[i + 1] = starts[i] + random.nextInt(5_000);
            bands.add(starts[i], starts[i + 1], levels[i]);
        }
        assertThat(bands.size()).isLessThanOrEqualTo(LevelBands.MOST);
        assertThat(bands.isMerged()).isTrue();
        for (int i = 1; i < bands.size(); i++)
        {
            assertThat(bands.startMs(i)).as("seed %d", SEED).isEqualTo(bands.endMs(i - 1));
        }
        for (int i = 0; i < steps; i++)
        {
            final long middle = (starts[i] + starts[i + 1]) / 2;
            for (int band = 0; band < bands.size(); band++)
            {
                if (bands.startMs(band) <= middle && middle < bands.endMs(band))
                {
                    assertThat(bands.level(band)).as("seed %d, step %d", SEED, i).isGreaterThanOrEqualTo(levels[i]);
                }
            }
        }
    }

    @Test
    void shouldJoinWhatIsTheSame()
    {
        final LevelBands bands = new LevelBands();
        bands.add(0, 10, Level.CLOSED);
        bands.add(10, 20, Level.CLOSED);
        bands.add(20, 20, Level.HALT);
        bands.add(20, 30, Level.CLOSED);
        assertThat(bands.size()).isEqualTo(3);
        assertThat(bands.level(1)).as("also where it took no time").isEqualTo(Level.HALT);
        assertThat(bands.isMerged()).isFalse();
    }
}
