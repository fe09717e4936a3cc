package io.interlock.core.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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

    /** As somebody plants who wants to read the command slot, or to have a file of this user's written over. */
    @Test
    void shouldWriteThroughNoLink() throws IOException
    {
        final Path other = Files.createFile(parent.resolve("other"));
        Files.setAttribute(other, "unix:mode", 0644);
        Files.createSymbolicLink(directory.resolve("gate.dat.new"), other);
        assertThatThrownBy(() -> new GateFile(directory, 4, UUID.randomUUID(), 1, 1)).isInstanceOf(GateFileException.class)
            .hasMessageContaining("gate.dat.new").hasMessageContaining("is no regular file: move it away");
        final Path link = Files.createSymbolicLink(directory.resolve("interlock.lock"), other);
        assertThatThrownBy(() -> EngineDirectory.acquire(directory)).isInstanceOf(GateFileException.class)
            .hasMessageContaining(link.toString());
        assertThat(other).isEmptyFile();
        assertThat(mode(other)).isEqualTo(0644);
    }

    /** Who has a file open that he has put there must not have it open still when the engine writes. */
    @Test
    void shouldTakeNothingOfAFileThatWasThere() throws IOException
    {
        final Path left = Files.createFile(directory.resolve("gate.dat.new"));
        try (FileChannel open = FileChannel.open(left, StandardOpenOption.READ))
        {
            new GateFile(directory, 4, UUID.randomUUID(), 1, 1).publish();
            assertThat(open.size()).isZero();
        }
    }

    @Test
    void shouldRefuseWhatAnotherUserHasPutThere() throws IOException
    {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make what belongs to another user");
        Files.setAttribute(directory, "unix:mode", 0777);
        for (final Path planted : List.of(Files.createSymbolicLink(directory.resolve("gate.dat.new"), parent.resolve("slot")),
            Files.createDirectory(directory.resolve("journal")), Files.createFile(directory.resolve("state.dat"))))
        {
            Files.setAttribute(planted, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
            assertThatThrownBy(() -> EngineDirectory.acquire(directory)).isInstanceOf(GateFileException.class)
                .hasMessageContaining(planted + " belongs to another user").hasMessageContaining("it may have been put there");
            assertThat(parent.resolve("slot")).doesNotExist();
            Files.delete(planted);
        }
        assertThat(OwnRights.stranger(directory)).isNull();
        EngineDirectory.acquire(directory).close();
        // Whose directory it is has all of it in his hand anyway.
        Files.setAttribute(directory, "unix:uid", 65_534);
        Files.setAttribute(Files.createFile(directory.resolve("his")), "unix:uid", 65_534);
        EngineDirectory.acquire(directory).close();
        assertThat(OwnRights.stranger(directory)).isNotEmpty();
    }

    @Test
    void shouldMakeWhatIsMissingAboveForItsOwnerAloneToo() throws IOException
    {
        EngineDirectory.acquire(directory.resolve("above").resolve("data")).close();
        assertThat(mode(directory.resolve("above"))).isEqualTo(0700);
        assertThat(mode(directory.resolve("above").resolve("data"))).isEqualTo(0700);
    }

    /** Whose link it is says nothing of whose directory it is. */
    @Test
    void shouldLookAtTheDirectoryThatALinkLeadsTo() throws IOException
    {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make what belongs to another user");
        final Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
        Files.setAttribute(link, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(directory, "unix:mode", 0777);
        EngineDirectory.acquire(link).close();
        assertThat(mode(directory)).isEqualTo(0755);
        assertThat(OwnRights.stranger(link)).isNull();
        Files.setAttribute(directory, "unix:uid", 65_534);
        assertThat(OwnRights.stranger(link)).isNotEmpty();
        assertThatThrownBy(() -> EngineDirectory.acquire(Files.createSymbolicLink(parent.resolve("dangling"), parent.resolve("nowhere"))))
            .isInstanceOf(GateFileException.class).hasMessageContaining("is a link that leads nowhere");
    }

    @Test
    void shouldWriteThroughNoHardLink() throws IOException
    {
        final Path victim = Files.writeString(parent.resolve("victim"), "precious");
        Files.createLink(directory.resolve("interlock.lock"), victim);
        Files.setAttribute(victim, "unix:mode", 0644);
        // As after a snapshot by links: that is no reason not to start, and the lock holds all the same.
        try (EngineDirectory held = EngineDirectory.acquire(directory))
        {
            assertThatThrownBy(() -> EngineDirectory.acquire(directory)).hasMessageContaining("is in use");
            assertThat(held.path()).isEqualTo(directory);
        }
        assertThat(victim).hasContent("precious");
        assertThat(mode(victim)).isEqualTo(0644);
    }

    @Test
    void shouldGiveAFolderBackToItsOwnerAndLeaveWhereHisLinkLeads() throws IOException
    {
        final Path folder = Files.createDirectory(directory.resolve("dumps"));
        Files.setAttribute(folder, "unix:mode", 0755);
        OwnRights.keepFolder(folder);
        assertThat(mode(folder)).isEqualTo(0700);
        Files.setAttribute(folder, "unix:mode", 0755);
        OwnRights.keepFolder(Files.createSymbolicLink(directory.resolve("link"), folder));
        assertThat(mode(folder)).isEqualTo(0755);
        assertThatThrownBy(() -> OwnRights.keepFolder(Files.createFile(directory.resolve("file")))).hasMessageContaining("is in the way");
    }

    @Test
    void shouldKnowAFileThatOthersMayRead() throws IOException
    {
        final Path file = Files.createFile(directory.resolve("gate.dat"));
        Files.setAttribute(file, "unix:mode", 0600);
        assertThat(OwnRights.isClosed(file)).isTrue();
        Files.setAttribute(file, "unix:mode", 0640);
        assertThat(OwnRights.isClosed(file)).isFalse();
        Files.setAttribute(file, "unix:mode", 0600);
        assertThat(OwnRights.isClosed(Files.createSymbolicLink(directory.resolve("link"), file))).isFalse();
    }
}
