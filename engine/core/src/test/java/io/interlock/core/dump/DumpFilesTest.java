package io.interlock.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Level;
import io.interlock.core.status.IssueLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of dumps: names, rights, how many are kept, what a crash leaves. */
class DumpFilesTest
{
    @TempDir
    Path temp;

    private final DumpWriter writer = new DumpWriter(4_096);

    private static EngineCapture capture(final Level level, final long wallMs, final long sequence)
    {
        final EngineCapture taken = new EngineCapture(1);
        taken.begin(
            new DumpTrigger().transition(DumpTrigger.Moment.AT_ONCE, sequence, "", Level.CLOSED, level), 1, wallMs);
        return taken;
    }

    private Path write(final DumpFiles files, final EngineCapture taken, final String boot) throws IOException
    {
        content(files, taken, boot);
        final Path path = files.publish(taken);
        files.prune();
        return path;
    }

    private void content(final DumpFiles files, final EngineCapture taken, final String boot) throws IOException
    {
        files.open();
        writer.start(files);
        new EngineSections(boot, new ConfigRows(BreakerConfig.builder().build()), new IssueLog(1)).write(taken, writer);
        EngineSections.finish(writer);
        writer.flush();
        files.force();
        files.finished();
    }

    private List<String> names() throws IOException
    {
        try (Stream<Path> all = Files.list(temp.resolve(DumpFiles.FOLDER)))
        {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldNameADumpByTimeLevelAndTransitionAndKeepItForItsOwnerAlone() throws IOException
    {
        try (DumpFiles files = new DumpFiles(temp, "boot"))
        {
            final Path path = write(files, capture(Level.HALT, 1_700_000_000_123L, 7), "boot");
            assertThat(path).hasFileName("20231114T221320123Z-HALT-boot-7.txt").isRegularFile();
            assertThat(DumpReader.read(path).complete()).isTrue();
            Assumptions.assumeTrue(
                path.getFileSystem().supportedFileAttributeViews().contains("posix"), "skipped: no POSIX permissions here");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent()))).isEqualTo("rwx------");
        }
    }

    @Test
    void shouldLetGoOfTheOldestHaltsFirstAndNeverOfAShutdownOfThisLife() throws IOException
    {
        final int more = DumpFiles.KEPT + 5;
        try (DumpFiles former = new DumpFiles(temp, "former"))
        {
            write(former, capture(Level.SHUTDOWN, 1, 1), "former");
        }
        Files.writeString(temp.resolve(DumpFiles.FOLDER).resolve("notes of mine.txt"), "not a dump");
        try (DumpFiles files = new DumpFiles(temp, "boot"))
        {
            write(files, capture(Level.SHUTDOWN, 2, 1), "boot");
            for (int i = 0; i < more; i++)
            {
                write(files, capture(Level.HALT, 1_000 + i, 2 + i), "boot");
            }
            assertThat(names()).hasSize(DumpFiles.KEPT + 1).contains("notes of mine.txt", "19700101T000000002Z-SHUTDOWN-boot-1.txt",
                "19700101T000000001Z-SHUTDOWN-former-1.txt", "19700101T000001036Z-HALT-boot-38.txt")
                .doesNotContain("19700101T000001000Z-HALT-boot-2.txt");
            for (int i = 0; i < more; i++)
            {
                write(files, capture(Level.SHUTDOWN, 5_000 + i, 100 + i), "boot");
            }
            assertThat(names()).as("all SHUTDOWNs of this life, nothing else").hasSize(more + 2)
                .noneMatch(name -> name.contains("HALT") || name.contains("former"));
        }
    }

    @Test
    void shouldKeepWhatACrashLeftWhereItCanBeRead() throws IOException
    {
        final DumpFiles dead = new DumpFiles(temp, "dead");
        content(dead, capture(Level.SHUTDOWN, 1_700_000_000_123L, 3), "dead");
        final Path left = temp.resolve(DumpFiles.FOLDER).resolve(DumpFiles.NEXT);
        final byte[] whole = Files.readAllBytes(left);
        Files.write(left, Arrays.copyOf(whole, whole.length / 2));
        final DumpFiles next = new DumpFiles(temp, "next");
        assertThat(next.clean()).contains("20231114T221320123Z-SHUTDOWN-dead-3.txt").contains("torn");
        assertThat(names()).containsExactly("20231114T221320123Z-SHUTDOWN-dead-3.txt");
        assertThat(DumpReader.read(temp.resolve(DumpFiles.FOLDER).resolve(names().get(0))).section(DumpPart.HEADER)).isNotNull();

        Files.write(left, Arrays.copyOf(whole, 40));
        next.clean();
        assertThat(names()).as("no header, no dump").hasSize(1);
        Files.write(left, new byte[1_000]);
        assertThat(next.clean()).contains("deleted");
        assertThat(names()).hasSize(1);
    }

    @Test
    void shouldNotLetAFileThatSomebodyLeftNameAnother() throws IOException
    {
        final Path folder = Files.createDirectory(temp.resolve(DumpFiles.FOLDER));
        final Bytes bytes = new Bytes();
        writer.start(bytes);
        writer.begin(DumpPart.HEADER);
        writer.row("dump").text("level", "/../../20261126T000000000Z-HALT").word("moment", "AT_ONCE").end();
        writer.row("taken").number("wall_ms", Long.MAX_VALUE).end();
        writer.row("engine").text("boot_id", "../../x").end();
        writer.row("asked_by").text("order", "../../y").end();
        writer.endSection();
        writer.flush();
        Files.write(folder.resolve(DumpFiles.NEXT), bytes.all());
        new DumpFiles(temp, "boot").clean();
        assertThat(names()).isEmpty();
    }

    @Test
    void shouldSayWhatIsInTheWay() throws IOException
    {
        Files.writeString(temp.resolve(DumpFiles.FOLDER), "a file");
        final DumpFiles files = new DumpFiles(temp, "boot");
        assertThatThrownBy(files::open).isInstanceOf(IOException.class).hasMessageContaining("in the way");
        files.close();
        assertThat(temp.resolve(DumpFiles.FOLDER)).isRegularFile();
    }
}
