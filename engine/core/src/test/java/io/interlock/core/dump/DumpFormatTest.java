package io.interlock.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written in a row reads back as it was. */
class DumpFormatTest
{
    private static final long SEED = 20_261_126L;
    private static final int DOUBLES = 200_000;

    private final Bytes bytes = new Bytes();
    private final DumpWriter writer = new DumpWriter(512);

    private Dump written() throws IOException
    {
        writer.endSection();
        EngineSections.finish(writer);
        writer.flush();
        return DumpReader.read(bytes.all());
    }

    private void begin()
    {
        writer.start(bytes);
        writer.begin(DumpPart.ISSUES);
    }

    @Test
    void shouldReadBackAnyText() throws IOException
    {
        final Random random = new Random(SEED);
        final String[] texts = new String[2_000];
        final String hostile = "\"\\\n\r\t\0\u007f\u0085\u2028\u2029[]=/ a\u00e9\u20ac\ud83d\ude00\ud83d\ude00";
        texts[0] = "";
        texts[1] = "[/issues rows=0 complete=yes crc32c=00000000]\n[end]";
        for (int i = 2; i < texts.length; i++)
        {
            final StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--)
            {
                // Every other character is any of all 65,536, halves of pairs among them.
                text.append(random.nextBoolean() ? hostile.charAt(random.nextInt(hostile.length())) : (char)random.nextInt(1 << 16));
            }
            texts[i] = text.toString();
        }
        begin();
        for (final String text : texts)
        {
            writer.row("issue").text("details", text).end();
        }
        final Dump dump = written();
        assertThat(dump.findings()).as("seed " + SEED).isEmpty();
        final var rows = dump.rows(DumpPart.ISSUES, "issue");
        for (int i = 0; i < texts.length; i++)
        {
            assertThat(rows.get(i).get("details")).as("seed " + SEED + ", text " + i).isEqualTo(texts[i]);
        }
        assertThat(new String(bytes.all(), java.nio.charset.StandardCharsets.UTF_8).lines())
            .as("a line of the file is a row").hasSize(texts.length + 6);
    }

    @Test
    void shouldReadBackEveryDoubleExactlyAndShortOnesAsPeopleWriteThem() throws IOException
    {
        final Random random = new Random(SEED);
        final double[] values = new double[DOUBLES];
        for (int i = 0; i < DOUBLES; i++)
        {
            values[i] = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong())
                : Math.rint(random.nextDouble() * 1e12) / Math.pow(10, random.nextInt(9));
        }
        final double[] special = {0.0, -0.0, 1, -1, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, 1e22, 1e-22, 0.1, 1L << 53, (1L << 53) + 2, 1e15 + 0.3, 4.35, 1e-7};
        System.arraycopy(special, 0, values, 0, special.length);
        begin();
        for (final double value : values)
        {
            writer.row("v").exact("x", value).end();
        }
        final var rows = written().rows(DumpPart.ISSUES, "v");
        for (int i = 0; i < DOUBLES; i++)
        {
            assertThat(Double.doubleToLongBits(rows.get(i).decimal("x"))).as("seed " + SEED + ", " + values[i])
                .isEqualTo(Double.doubleToLongBits(values[i]));
        }
        assertThat(rows.get(11).get("x")).isEqualTo("0.1");
        assertThat(rows.get(15).get("x")).isEqualTo("4.35");
        assertThat(rows.get(2).get("x")).isEqualTo("1");
    }

    @Test
    void shouldReadBackWholeNumbersTimesAndRoundedMeasures() throws IOException
    {
        final Random random = new Random(SEED);
        begin();
        final long[] numbers = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 10, -100};
        for (final long number : numbers)
        {
            writer.row("n").number("x", number).end();
        }
        final long[] times = new long[5_000];
        for (int i = 0; i < times.length; i++)
        {
            times[i] = 1 + (long)(random.nextDouble() * 253_402_300_799_998L);
        }
        times[0] = 951_782_399_999L; // the leap day of 2000
        times[1] = 253_402_300_799_999L;
        for (final long time : times)
        {
            writer.row("t").time("x", time).end();
        }
        writer.row("r").rounded("a", 12.34567).rounded("b", -0.0004).rounded("c", Double.NaN).rounded("d", 1e300).end();
        final Dump dump = written();
        for (int i = 0; i < numbers.length; i++)
        {
            assertThat(dump.rows(DumpPart.ISSUES, "n").get(i).number("x")).isEqualTo(numbers[i]);
        }
        for (int i = 0; i < times.length; i++)
        {
            assertThat(Instant.parse(dump.rows(DumpPart.ISSUES, "t").get(i).get("x")).toEpochMilli()).as("seed " + SEED)
                .isEqualTo(times[i]);
        }
        final DumpRow rounded = dump.rows(DumpPart.ISSUES, "r").get(0);
        assertThat(rounded.get("a")).isEqualTo("12.346");
        assertThat(rounded.get("b")).isEqualTo("-0.000");
        assertThat(rounded.get("c")).isNull();
        assertThat(rounded.decimal("d")).isEqualTo(1e300);
    }

    @Test
    void shouldSayWhatIsMissingAndKeepTheRest() throws IOException
    {
        begin();
        writer.row("issue").text("details", "whole").end();
        writer.row("issue").text("details", "half");
        writer.missing(new OutOfMemoryError("Java heap space"));
        final Dump dump = written();
        assertThat(dump.findings()).isEmpty();
        assertThat(dump.complete()).isFalse();
        assertThat(dump.section(DumpPart.ISSUES).complete()).isFalse();
        assertThat(dump.rows(DumpPart.ISSUES, "issue")).hasSize(2);
        assertThat(dump.rows(DumpPart.ISSUES, "not_available").get(0).get("why")).isEqualTo("out of memory");
    }
}
