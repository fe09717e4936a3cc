package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that was there, and that others may enter: they can read none of what an engine puts into it. */
class OwnerAloneTest
{
    private static final String YAML = """
        preset: default
        journal: { inputs: on }
        console: { port: 0 }
        """;

    @TempDir
    private Path temp;

    private static List<Path> openToOthers(final Path directory) throws IOException
    {
        try (Stream<Path> all = Files.walk(directory))
        {
            return all.filter(path -> !path.equals(directory)).filter(OwnerAloneTest::isOpen).toList();
        }
    }

    private static boolean isOpen(final Path path)
    {
        try
        {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).endsWith("------");
        }
        catch (final IOException gone)
        {
            // A file that was put in another's place in the meantime.
            return false;
        }
    }

    @Test
    void shouldLetNobodyElseReadAnything() throws Exception
    {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no rights of this kind here");
        final Path directory = Files.createDirectory(temp.resolve("data"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (int life = 0; life < 2; life++)
        {
            try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", YAML), directory))
            {
                final String venue = "venue-" + life;
                interlock.scope(venue).reporter().apiLatency(4_000_000_000L);
                interlock.drain();
                assertThat(interlock.scope(venue).level()).isEqualTo(Level.HALT);
                interlock.desk().kill(venue, "ann", "to see what is written");
                Await.until("what is written of a SHUTDOWN is there", () -> hasFiles(directory.resolve("dumps"), 2)
                    && hasFiles(directory.resolve("reports"), 1));
                assertThat(openToOthers(directory)).as("while it runs").isEmpty();
            }
            assertThat(openToOthers(directory)).as("after it").isEmpty();
        }
        assertThat(directory.resolve("gate.dat")).exists();
        assertThat(directory.resolve("state.dat")).exists();
        assertThat(directory.resolve("console-tokens.txt")).exists();
    }

    private static boolean hasFiles(final Path folder, final int least)
    {
        try (Stream<Path> files = Files.list(folder))
        {
            return files.count() >= least;
        }
        catch (final IOException notYet)
        {
            return false;
        }
    }
}
