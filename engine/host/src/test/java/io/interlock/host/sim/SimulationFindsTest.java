package io.interlock.host.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A build that is broken on purpose is found, its steps are shrunk, and what is printed of them fails again. */
class SimulationFindsTest
{
    private static final int SEEDS = 200;
    private static final int STEPS = 1_000;
    private static final int MOST_SHRINKS = 300;

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindWhatIsBroken(final Mutation mutation) throws Exception
    {
        final Simulation simulation = new Simulation(Files.createDirectory(temp.resolve("sim")));
        try (Quiet quiet = new Quiet())
        {
            long seed = 1;
            List<Step> steps = Step.of(seed, STEPS);
            while (seed < SEEDS && simulation.find(seed, steps, mutation) == null)
            {
                seed++;
                steps = Step.of(seed, STEPS);
            }
            final long failing = seed;
            final int[] tries = {0};
            final List<Step> least = Shrunk.of(steps,
                some -> tries[0]++ < MOST_SHRINKS && simulation.find(failing, some, mutation) != null);
            final InvariantBroken again = simulation.find(failing, Step.parse(Step.text(least)), mutation);
            assertThat(again).as(mutation + " is found within " + SEEDS + " seeds").isNotNull();
            assertThat(least).as("shrunk").hasSizeLessThan(steps.size() / 2);
            assertThat(simulation.find(failing, least, Mutation.NONE)).as("the product itself passes the same steps").isNull();
        }
    }
}
