package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldRefuseATimeThatIsTooShortOrTooLong()
    {
        for (final String seconds : new String[] {"29", "111", "-1"})
        {
            final Run run = Run.of("", "demo", "--seconds", seconds);

            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("--seconds is " + seconds, "30 to 110");
        }
        assertThat(Run.of("", "demo", "--stay", "-1").err()).contains("--stay is -1: 0 to 86400 seconds are allowed");
        assertThat(Run.of("", "demo", "--seconds", "soon").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "demo", "extra").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldNameAFileOrDirectoryThatCannotBeWritten() throws IOException
    {
        final Path file = Files.writeString(directory.resolve("file"), "");

        final Run json = Run.of("", "demo", "--json", directory.resolve("no/such.json").toString());
        final Run place = Run.of("", "demo", "--directory", file.resolve("below").toString());

        assertThat(json.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(json.err()).contains("no/such.json");
        assertThat(place.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(place.err()).contains("file/below");
    }

    @Test
    void shouldDeleteWhatIsTemporaryAndKeepWhatIsTheUsers() throws IOException
    {
        final Path own = directory.resolve("own");
        final Path temporary;
        try (Workplace mine = Workplace.at(own); Workplace theirs = Workplace.at(null))
        {
            temporary = theirs.path();
            Files.writeString(mine.path().resolve("a"), "");
            Files.writeString(temporary.resolve("a"), "");
            assertThat(mine.kept()).isEqualTo(own.toString());
            assertThat(theirs.kept()).isNull();
        }
        assertThat(own.resolve("a")).exists();
        assertThat(temporary).doesNotExist();
    }
}
