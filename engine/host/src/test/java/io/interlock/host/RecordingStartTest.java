package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that cannot be opened is told, and keeps no breaker from starting. */
class RecordingStartTest
{
    private static final String CONFIG = "engine: { stale-limit: 10s }\njournal: { inputs: on }\n";

    @TempDir
    private Path directory;

    @Test
    void shouldProtectWithoutARecordingWhereThatCannotBeOpened() throws IOException
    {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("inputs"), "not a directory");
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", CONFIG), directory))
        {
            interlock.scope("venue").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            assertThat(interlock.scope("venue").level()).isEqualTo(Level.HALT);
            assertThat(interlock.engine().issues(Duration.ofMinutes(1))).anySatisfy(issue ->
            {
                assertThat(issue.issueType()).isEqualTo("RECORDING");
                assertThat(issue.details()).contains("inputs").contains("cannot be opened").contains("is a file");
            });
        }
        assertThat(directory.resolve("inputs")).content().isEqualTo("not a directory");
    }

    @Test
    void shouldRecordBesideTheJournal()
    {
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", CONFIG), directory))
        {
            interlock.scope("venue").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            assertThat(interlock.engine().issues(Duration.ofMinutes(1))).noneMatch(issue -> issue.issueType().equals("RECORDING"));
        }
        assertThat(directory.resolve("inputs")).isDirectoryContaining("glob:**.cq4");
    }
}
