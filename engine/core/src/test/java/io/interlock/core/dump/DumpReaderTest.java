package io.interlock.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever became of a file: what is whole reads back as it was, what is not is named, and nothing but a DumpException is thrown. */
class DumpReaderTest
{
    private static final long SEED = 4_711L;

    @TempDir
    Path temp;

    private byte[] good;
    private Dump dump;

    @BeforeEach
    void write() throws IOException
    {
        final Bytes bytes = new Bytes();
        Rehearsal.of(BreakerConfig.builder().build()).write(new DumpWriter(1_000), bytes);
        // The rehearsal writes positions twice.
        final String text = new String(bytes.all(), StandardCharsets.ISO_8859_1);
        final int second = text.lastIndexOf("[positions]");
        final int last = text.indexOf("[end]");
        good = (text.substring(0, second) + text.substring(last)).getBytes(StandardCharsets.ISO_8859_1);
        dump = DumpReader.read(good);
        assertThat(dump.findings()).isEmpty();
        assertThat(dump.sections().keySet()).containsExactly(
            Arrays.stream(DumpPart.values()).map(DumpPart::title).toArray(String[]::new));
    }

    /** Every section that is still there is as it was; how many are. */
    private int trusted(final Dump read)
    {
        for (final Map.Entry<String, DumpSection> section : read.sections().entrySet())
        {
            assertThat(section.getValue()).isEqualTo(dump.sections().get(section.getKey()));
        }
        return read.sections().size();
    }

    @Test
    void shouldNoticeEveryFlippedBitAndLoseAtMostTheTwoSectionsThatItTouches()
    {
        final Random random = new Random(SEED);
        final int all = good.length * Byte.SIZE;
        final int count = Runs.of(8_000, all);
        for (int i = 0; i < count; i++)
        {
            final int bit = count == all ? i : random.nextInt(all);
            good[bit / Byte.SIZE] ^= (byte)(1 << bit % Byte.SIZE);
            final Dump read = DumpReader.read(good);
            assertThat(read.findings()).as("seed " + SEED + ", bit " + bit).isNotEmpty();
            assertThat(trusted(read)).as("seed " + SEED + ", bit " + bit).isGreaterThanOrEqualTo(DumpPart.values().length - 2);
            good[bit / Byte.SIZE] ^= (byte)(1 << bit % Byte.SIZE);
        }
        Runs.done("flips of a dump's bits", count, "all noticed, the other sections as they were");
    }

    @Test
    void shouldReadEverySectionBeforeACut()
    {
        final String text = new String(good, StandardCharsets.ISO_8859_1);
        final int[] ends =
            Arrays.stream(DumpPart.values()).mapToInt(part -> text.indexOf('\n', text.indexOf("[/" + part.title()))).toArray();
        for (int length = 0; length < good.length; length++)
        {
            final byte[] cut = Arrays.copyOf(good, length);
            int whole = 0;
            for (final int end : ends)
            {
                whole += end < length ? 1 : 0;
            }
            if (length < text.indexOf('\n') + 1)
            {
                assertThatThrownBy(() -> DumpReader.read(cut)).isInstanceOf(DumpException.class);
                continue;
            }
            final Dump read = DumpReader.read(cut);
            assertThat(trusted(read)).as("cut at " + length).isEqualTo(whole);
            assertThat(read.findings()).as("cut at " + length).isNotEmpty();
            assertThat(read.complete()).isFalse();
        }
    }

    @Test
    void shouldReadSectionsThatStandAloneInAnyOrder()
    {
        final String text = new String(good, StandardCharsets.ISO_8859_1);
        final int levels = text.indexOf("[levels]");
        final int counters = text.indexOf("[counters]");
        final Dump read = DumpReader.read(text.substring(levels, counters).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(trusted(read)).isEqualTo(1);
        assertThat(read.findings()).anyMatch(finding -> finding.contains("line 1"));

        final Dump moved = DumpReader.read((text.substring(counters) + text.substring(0, counters)).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(moved.section(DumpPart.LEVELS)).isEqualTo(dump.section(DumpPart.LEVELS));
        assertThat(moved.findings()).isNotEmpty();
    }

    @Test
    void shouldSurviveAnyBytes()
    {
        final Random random = new Random(SEED);
        final int count = Runs.of(20_000, 1_000_000);
        final String[] pieces = {"interlock dump, version 1\n", "[levels]\n", "[/levels rows=0 complete=yes crc32c=00000000]\n", "[",
            "[/", "\n", "row a=b\n",
            "row a=\"\\u12\n", "\0", "[/levels rows=99999999999999999999 complete=yes crc32c=ffffffff]\n", "\"", "=",
            "interlock dump, version 999999999\n"};
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            final StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece > 0; piece--)
            {
                text.append(random.nextInt(4) == 0 ? String.valueOf((char)random.nextInt(256)) : pieces[random.nextInt(pieces.length)]);
            }
            try
            {
                DumpReader.read(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
            catch (final DumpException documented)
            {
                refused++;
            }
        }
        assertThat(refused).as("seed " + SEED).isPositive();
    }

    @Test
    void shouldNameTheFileThatIsNoDump() throws IOException
    {
        final Path other = Files.writeString(temp.resolve("other.txt"), "hello\n");
        assertThatThrownBy(() -> DumpReader.read(other)).isInstanceOf(DumpException.class).hasMessageContaining("other.txt");
        assertThatThrownBy(() -> DumpReader.read(temp)).isInstanceOf(DumpException.class);
        assertThatThrownBy(() -> DumpReader.read(temp.resolve("none"))).isInstanceOf(DumpException.class).hasMessageContaining("none");
        assertThatThrownBy(() -> DumpReader.read(new byte[0])).isInstanceOf(DumpException.class);
    }

    @Test
    void shouldKeepAndThrowWhatTheOutputThrewFirst() throws IOException
    {
        final DumpWriter writer = new DumpWriter(300);
        final int[] calls = {0};
        final IOException full = new IOException("No space left on device");
        final Rehearsal rehearsal = Rehearsal.of(BreakerConfig.builder().build());
        assertThatThrownBy(() -> rehearsal.write(writer, bytes ->
        {
            calls[0]++;
            throw full;
        })).isSameAs(full);
        assertThat(calls[0]).as("not tried again").isEqualTo(1);
        assertThatThrownBy(() -> rehearsal.write(writer, bytes -> calls[0]++)).hasMessageContaining("takes no more");
        final Bytes bytes = new Bytes();
        rehearsal.write(writer, bytes);
        assertThat(DumpReader.read(bytes.all()).section(DumpPart.CONFIG)).isEqualTo(dump.section(DumpPart.CONFIG));
    }
}
