package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.testing.Runs;
import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.replay.Progress;
import io.interlock.journal.replay.Replay;
import io.interlock.journal.replay.ReplayResult;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that record their inputs, killed with -9: what is left replays to the same decisions, and what is missing is told. */
class KilledRecordingTest
{
    private static final int KILLS = 3;

    @TempDir
    private Path temp;

    @Test
    void shouldReplayWhatAKillLeft() throws Exception
    {
        final int kills = Runs.of(KILLS, 15 * KILLS);
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        long equal = 0;
        long missing = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            final Path directory = temp.resolve("data" + kill / KILLS);
            live(directory, random);
            final ReplayResult result = replay(directory);
            assertThat(result.first()).as("seed %d, kill %d: %s", seed, kill, result).isNull();
            assertThat(result.unrecorded()).as("seed %d, kill %d", seed, kill).isEmpty();
            if (kill % KILLS == KILLS - 1)
            {
                assertThat(result.lives()).as("seed %d", seed).hasSize(KILLS);
                equal += result.equal();
                missing += result.incomparable();
            }
        }
        assertThat(equal).as("seed %d", seed).isGreaterThan(20L * kills / KILLS);
        // The last moments of each life: a few blocks on their way to the file.
        assertThat(missing).as("seed %d, of %d", seed, equal).isLessThan(20L * kills);
        Runs.done("kill -9 of an engine that records its inputs", kills,
            "0 differences, " + equal + " decisions equal, " + missing + " of the last moments not comparable");
    }

    private static void live(final Path directory, final Random random) throws IOException, InterruptedException
    {
        final Process child = new ProcessBuilder(
            Children.java(RecordedChild.class, directory.toString(), Long.toString(random.nextLong()))).redirectErrorStream(true).start();
        try (BufferedReader output = child.inputReader())
        {
            final int lines = 20 + random.nextInt(300);
            String line = output.readLine();
            for (int read = 0; line != null && read < lines; read++)
            {
                line = output.readLine();
            }
            child.toHandle().destroyForcibly();
            assertThat(line).as("it goes on until it is killed").startsWith("step ");
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(128 + 9);
    }

    private static ReplayResult replay(final Path directory) throws IOException
    {
        try (FrameSource inputs = ChronicleSource.open(directory.resolve(InputLog.FOLDER));
            FrameSource journal = ChronicleSource.open(directory.resolve(FileJournal.FOLDER));
            FrameSource again = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            return Replay.run(inputs, journal, again, text -> ConfigLoader.load("recording", text, name -> null), Progress.NONE);
        }
    }
}
