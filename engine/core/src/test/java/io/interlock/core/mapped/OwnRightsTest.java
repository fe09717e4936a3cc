package io.interlock.core.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine makes is for its owner alone, in a directory that was there with other rights too. */
class OwnRightsTest
{
    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void make() throws IOException
    {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"), "no rights of this kind here");
        directory = Files.createDirectory(parent.resolve("data"));
    }

    private static int mode(final Path path) throws IOException
    {
        return (int)Files.getAttribute(path, "unix:mode") & 07777;
    }

    private int acquired(final int mode) throws IOException
    {
        Files.setAttribute(directory, "unix:mode", mode);
        EngineDirectory.acquire(directory).close();
        return mode(directory);
    }

    @Test
    void shouldTakeFromOthersTheRightToWriteAndNoOther() throws IOException
    {
        assertThat(acquired(0700)).isEqualTo(0700);
        assertThat(acquired(0755)).isEqualTo(0755);
        assertThat(acquired(0777)).isEqualTo(0755);
        assertThat(acquired(0770)).isEqualTo(0750);
        assertThat(acquired(02775)).isEqualTo(02755);
        assertThat(acquired(01770)).isEqualTo(01750);
    }

    @Test
    void shouldRefuseADirectoryThatIsEverybodys() throws IOException
    {
        Files.setAttribute(directory, "unix:mode", 01777);
        assertThatThrownBy(() -> EngineDirectory.acquire(directory)).isInstanceOf(GateFileException.class)
            .hasMessageContaining("everybody may write to " + directory).hasMessageContaining("Name a directory within it")
            .hasMessageContaining("chmod go-w " + directory);
        assertThat(mode(directory)).isEqualTo(01777);
        assertThat(directory).isEmptyDirectory();

        // What the message says works.
        EngineDirectory.acquire(directory.resolve("engine")).close();
        assertThat(mode(directory.resolve("engine"))).isEqualTo(0700);
    }

    @Test
    void shouldMakeItsFilesForTheOwnerAloneAlsoWhereTheyWereThereWithMore() throws IOException
    {
        final Path lock = Files.createFile(directory.resolve("interlock.lock"));
        final Path left = Files.createFile(directory.resolve("gate.dat.new"));
        Files.setAttribute(lock, "unix:mode", 0666);
        Files.setAttribute(left, "unix:mode", 0666);
        Files.setAttribute(directory, "unix:mode", 0755);

        EngineDirectory.acquire(directory).close();
        assertThat(mode(lock)).isEqualTo(0600);
        // The command slot is in it, and with it, for a moment, a token.
        final GateFile gate = new GateFile(directory, 4, UUID.randomUUID(), 1, 1);
        assertThat(mode(left)).isEqualTo(0600);
        gate.publish();
        assertThat(mode(directory.resolve(GateFile.NAME))).isEqualTo(0600);
    }

    @Test
    void shouldLeaveAloneWhatALinkLeadsTo() throws IOException
    {
        final Path other = Files.createFile(parent.resolve("other"));
        Files.setAttribute(other, "unix:mode", 0644);
        final Path link = Files.createSymbolicLink(directory.resolve("link"), other);
        try (FileChannel channel = OwnRights.open(link, StandardOpenOption.CREATE, StandardOpenOption.WRITE))
        {
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(mode(other)).isEqualTo(0644);
    }
}
