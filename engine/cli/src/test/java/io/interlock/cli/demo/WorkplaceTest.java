package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a demo works. */
class WorkplaceTest
{
    @TempDir
    private Path temp;

    @Test
    void shouldMakeTheUsersDirectoryForItsOwnerAloneAndKeepIt() throws IOException
    {
        final Path wanted = temp.resolve("above").resolve("data");
        try (Workplace place = Workplace.at(wanted))
        {
            assertThat(place.kept()).isEqualTo(wanted.toString());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wanted))).isEqualTo("rwx------");
    }

    @Test
    void shouldNameWhatIsInTheWay() throws IOException
    {
        final Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> Workplace.at(file)).isInstanceOf(CliException.class).hasMessageContaining(file + " is a file");
        Files.setAttribute(temp, "unix:mode", 01777);
        assertThatThrownBy(() -> Workplace.at(temp)).isInstanceOf(CliException.class).hasMessageContaining("everybody may write to");
    }

    @Test
    void shouldDeleteAPlaceThatNobodyAskedFor()
    {
        final Path path;
        try (Workplace place = Workplace.at(null))
        {
            path = place.path();
            assertThat(path).isDirectory();
            assertThat(place.kept()).isNull();
        }
        assertThat(path).doesNotExist();
    }
}
