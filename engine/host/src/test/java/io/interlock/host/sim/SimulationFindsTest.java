package io.interlock.host.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A build that is broken on purpose is found, its steps are shrunk, and what is printed of them fails again. */
class SimulationFindsTest
{
    private static final int SEEDS = 200;
    private static final int STEPS = 1_000;
    private static final int MOST_SHRINKS = Runs.of(100, 1_000);

    @TempDir
    private Path temp;
    private Quiet quiet;

    @BeforeEach
    void shouldBeQuiet()
    {
        quiet = new Quiet();
    }

    @AfterEach
    void shouldBeLoudAgain()
    {
        quiet.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindWhatIsBroken(final Mutation mutation) throws Exception
    {
        final Simulation simulation = new Simulation(Files.createDirectory(temp.resolve("sim")));
        long seed = 1;
        List<Step> steps = Step.of(seed, STEPS);
        InvariantBroken broken = simulation.find(seed, steps, mutation);
        while (seed < SEEDS && broken == null)
        {
            seed++;
            steps = Step.of(seed, STEPS);
            broken = simulation.find(seed, steps, mutation);
        }
        assertThat(broken).as(mutation + " is found within " + SEEDS + " seeds").isNotNull();
        final long failing = seed;
        final int[] tries = {0};
        final List<Step> least = Shrunk.of(broken.upTo(steps),
            some -> tries[0]++ < MOST_SHRINKS && simulation.find(failing, some, mutation) != null);
        final InvariantBroken again = simulation.find(failing, Step.parse(Step.text(least)), mutation);
        assertThat(again).as("the steps as they are printed").isNotNull();
        assertThat(least).as("shrunk").hasSizeLessThan(steps.size() / 2);
        assertThat(simulation.find(failing, least, Mutation.NONE)).as("the product itself passes the same steps").isNull();
    }
}
