package io.interlock.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.cli.doctor.Finding.Result;
import io.interlock.config.ConfigLoader;
import io.interlock.config.InputFiles;
import io.interlock.config.JournalConfig;
import io.interlock.config.JournalFiles;
import io.interlock.host.Interlock;
import io.interlock.journal.store.LocalDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code doctor} says of a journal, its key and its room, without changing anything. */
class JournalCheckTest
{
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;
    private Path data;

    @BeforeEach
    void setUp()
    {
        data = folder.resolve("data");
    }

    private void lived()
    {
        Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 10s }"), data).close();
    }

    private Map<String, String> listing() throws IOException
    {
        final Map<String, String> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder))
        {
            for (final Path path : walk.toList())
            {
                final FileTime time = Files.getLastModifiedTime(path);
                all.put(path.toString(), time + (Files.isRegularFile(path) ? " " + Arrays.hashCode(Files.readAllBytes(path)) : ""));
            }
        }
        return all;
    }

    private Finding found(final String name)
    {
        return JournalCheck.journal(data, JournalFiles.DEFAULTS).stream().filter(finding -> finding.name().equals(name))
            .findFirst().orElse(null);
    }

    private Path journalFile() throws IOException
    {
        try (Stream<Path> walk = Files.walk(data.resolve("journal")))
        {
            return walk.filter(path -> path.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
    }

    @Test
    void shouldTellTheHeadOfAHealthyJournalAndChangeNothing() throws IOException
    {
        lived();
        final Map<String, String> before = listing();
        final Run run = Run.of("", "doctor", "--directory", data.toString());
        assertThat(run.out()).containsPattern("ok +journal +head \\d+:[0-9a-f]{64}, STOPPED .* ago");
        assertThat(found("journal").result()).isEqualTo(Result.OK);
        assertThat(found("state")).isNull();
        assertThat(listing()).as("nothing on the disk is changed").isEqualTo(before);
    }

    @Test
    void shouldWarnOfADamagedRecordAndOfADamagedStateFile() throws IOException
    {
        lived();
        flipRecord(journalFile());
        final Path state = data.resolve("state.dat");
        final byte[] slots = Files.readAllBytes(state);
        slots[40] ^= 1;
        Files.write(state, slots);
        final Map<String, String> before = listing();
        assertThat(found("journal").result()).isEqualTo(Result.WARN);
        assertThat(found("journal").advice()).contains("interlock verify");
        assertThat(found("state").result()).isEqualTo(Result.WARN);
        assertThat(listing()).isEqualTo(before);
    }

    /** One bit in the last record's body: where its magic begins, little endian, and 40 bytes on. */
    private static void flipRecord(final Path file) throws IOException
    {
        final byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length - 44; i >= 0; i--)
        {
            if (bytes[i] == 'I' && bytes[i + 1] == 'L' && bytes[i + 2] == 'J' && bytes[i + 3] == 'R')
            {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw"))
                {
                    open.seek(i + 40L);
                    open.write(bytes[i + 40] ^ 1);
                }
                return;
            }
        }
        throw new AssertionError("no record in " + file);
    }

    @Test
    void shouldFailWhereTheJournalIsNone() throws IOException
    {
        Files.createDirectory(data);
        Files.writeString(data.resolve("journal"), "a file");
        assertThat(found("journal").result()).isEqualTo(Result.FAIL);
        assertThat(found("journal").found()).contains("journal", "is a file");
        Files.delete(data.resolve("journal"));
        assertThat(found("journal").found()).contains("none yet");
        // As where this user may not enter the directory: nobody knows whether there is one.
        Files.createSymbolicLink(data.resolve("journal"), data.resolve("journal"));
        assertThat(found("journal").result()).isEqualTo(Result.FAIL);
        assertThat(found("journal").found()).contains("cannot be told");
    }

    @Test
    void shouldHoldTheRoomAgainstWhatTheJournalMayGrowTo()
    {
        final JournalFiles files = new JournalFiles("", 400, 1_000, 128, 100);
        assertThat(JournalCheck.space(1_100, 0, files).result()).isEqualTo(Result.OK);
        assertThat(JournalCheck.space(1_099, 0, files).result()).isEqualTo(Result.WARN);
        assertThat(JournalCheck.space(1_099, 1, files).result()).as("what it has, it needs no more").isEqualTo(Result.OK);
        assertThat(JournalCheck.space(100, 1_000, files).result()).isEqualTo(Result.OK);
        assertThat(JournalCheck.space(99, 1_000, files).found()).contains("99 MiB free", "journal.low-space-mib");
    }

    @Test
    void shouldHoldTheRoomAgainstWhatRecordedInputsMayGrowTo()
    {
        final JournalConfig journal = new JournalConfig(
            JournalConfig.OnFailure.HALT, true, new JournalFiles("", 400, 1_000, 128, 100), new InputFiles(30, 500, 64));
        assertThat(JournalCheck.inputs(600, 0, journal).result()).isEqualTo(Result.OK);
        assertThat(JournalCheck.inputs(599, 0, journal).result()).isEqualTo(Result.WARN);
        assertThat(JournalCheck.inputs(599, 0, journal).advice()).contains("journal.inputs-keep-mib", "the recording stops");
        assertThat(JournalCheck.inputs(599, 1, journal).result()).as("what they have, they need no more").isEqualTo(Result.OK);
        assertThat(JournalCheck.inputs(data, new JournalConfig(JournalConfig.OnFailure.HALT, false))).isEmpty();
    }

    @Test
    void shouldKnowNetworkFileSystems()
    {
        assertThat(List.of("nfs", "nfs4", "cifs", "fuse.sshfs")).allMatch(LocalDisk::refused);
        assertThat(List.of("ext4", "xfs", "btrfs", "tmpfs")).noneMatch(LocalDisk::refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "absent", "directory", "empty", "huge", "readable by all", "pipe"})
    void shouldLookAtTheKeyFileThatIsConfigured(final String kind) throws Exception
    {
        final Path key = folder.resolve("key");
        switch (kind)
        {
            case "good", "readable by all" -> Files.writeString(key, SECRET);
            case "directory" -> Files.createDirectory(key);
            case "empty" -> Files.createFile(key);
            case "huge" -> Files.write(key, new byte[1 << 20]);
            case "pipe" -> assumeTrue(new ProcessBuilder("mkfifo", key.toString()).start().waitFor() == 0, "there is no mkfifo here");
            default ->
            {
                // Not there at all.
            }
        }
        if (Files.isRegularFile(key))
        {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(kind.startsWith("readable") ? "rw-r--r--" : "rw-------"));
        }
        final Path config = Files.writeString(folder.resolve("c.yaml"), "preset: default\njournal: { key-file: " + key + " }\n");
        final Run run = Run.of("", "doctor", "--config", config.toString());
        assertThat(run.out()).doesNotContain(SECRET, "Exception");
        if (kind.equals("good"))
        {
            assertThat(run.out()).contains("ok    key        " + key);
        }
        else
        {
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(run.out()).contains("FAIL  key        journal key " + key, "journal.key-file");
        }
    }
}
