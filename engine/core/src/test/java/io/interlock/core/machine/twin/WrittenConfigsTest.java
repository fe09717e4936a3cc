package io.interlock.core.machine.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ConfigYaml;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The configurations of these tests come from no loader, and a recording of a run with one can be replayed all the same. */
class WrittenConfigsTest
{
    @Test
    void shouldReadBackWhatIsWrittenOfAGeneratedConfiguration()
    {
        final long seed = 20_261_126L;
        final ConfigGenerator generator = new ConfigGenerator(new SplittableRandom(seed));
        for (int i = 0; i < 300; i++)
        {
            final BreakerConfig config = generator.next(List.of("", "a", "a/b", "a/b/c", "b"));

            assertThat(ConfigLoader.load("written.yaml", ConfigYaml.of(config), (name) -> null)).as("seed %d, number %d", seed, i)
                .isEqualTo(config);
        }
    }
}
