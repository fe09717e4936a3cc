package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.testing.Runs;
import io.interlock.core.testing.SmallDisk;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.verify.JournalVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole host on a disk of 12 MiB that fills up, on each Java that we support. Needs root for the disk, and is skipped without. */
class FullDiskTest
{
    private static final Pattern SAID = Pattern.compile("cycles=(\\d+) reported_ms=(\\d+) held=true accepted=true checks=(\\d+) "
        + "longest_check_us=(\\d+) durable=(\\S+)");
    /** Generous: a busy host. The law of the project is a second, and the real figure is counted. */
    private static final long REPORTED_WITHIN_MS = 60_000;

    @TempDir
    private Path temp;
    private SmallDisk small;
    private Path disk;

    @BeforeEach
    void mount() throws IOException
    {
        small = SmallDisk.mount(temp, 12);
        disk = small.root();
    }

    @AfterEach
    void unmount() throws IOException
    {
        if (small != null)
        {
            small.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void shouldLoseNothingAndStayUpOnAFullDisk(final int feature) throws Exception
    {
        final Path home = Children.home(feature);
        assumeTrue(home != null, "no JDK " + feature + " is installed");
        final int rounds = Runs.of(2, 20);
        long slowestMs = 0;
        long longestUs = 0;
        for (int round = 0; round < rounds; round++)
        {
            final Path directory = disk.resolve("data" + round);
            final Process child = new ProcessBuilder(Children.java(home, feature, FullDiskChild.class, directory.toString()))
                .redirectErrorStream(true).start();
            final String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(said).isZero();
            final Matcher matcher = SAID.matcher(said);
            assertThat(matcher.find()).as(said).isTrue();
            slowestMs = Math.max(slowestMs, Long.parseLong(matcher.group(2)));
            longestUs = Math.max(longestUs, Long.parseLong(matcher.group(4)));
            assertThat(slowestMs).isLessThan(REPORTED_WITHIN_MS);
            check(directory, matcher.group(5), Integer.parseInt(matcher.group(1)));
            delete(directory);
        }
        Runs.done("full disk under a whole host, JDK " + feature, rounds, "0 acknowledged records lost, alive, reported within "
            + slowestMs + " ms, longest check " + longestUs + " us");
    }

    private static void delete(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }

    private static void check(final Path directory, final String durable, final int cycles) throws IOException
    {
        final List<String> heads = new ArrayList<>();
        final Set<RecordType> types = EnumSet.noneOf(RecordType.class);
        int transitions = 0;
        final RecordDecoder decoder = new RecordDecoder();
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final JournalRecord record = (JournalRecord)decoder.decode(frame.bytes());
                heads.add(record.head().toString());
                types.add(record.type());
                transitions += record.type() == RecordType.TRANSITION && record.content().texts().scope().equals("venue") ? 1 : 0;
            }
        }
        assertThat(heads).contains(durable);
        assertThat(types).contains(RecordType.GAP, RecordType.STOPPED);
        // What had not become durable is appended again after the gap.
        assertThat(transitions).isGreaterThanOrEqualTo(2 * cycles);
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(null, null, null).verify(source).findings()).isEmpty();
        }
    }
}
