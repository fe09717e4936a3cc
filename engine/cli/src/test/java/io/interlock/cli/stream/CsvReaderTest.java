package io.interlock.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvReaderTest
{
    private static final long SEED = 4_180L;

    private static CsvReader reader(final InputStream in)
    {
        return new CsvReader(in, () ->
        {
        });
    }

    private static List<List<String>> read(final byte[] bytes) throws IOException
    {
        final CsvReader reader = reader(new ByteArrayInputStream(bytes));
        final List<List<String>> records = new ArrayList<>();
        while (reader.next())
        {
            final List<String> fields = new ArrayList<>();
            for (int i = 0; i < reader.fields(); i++)
            {
                fields.add(reader.text(i));
            }
            records.add(fields);
        }
        return records;
    }

    private static List<List<String>> read(final String text) throws IOException
    {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadLinesWithEitherEnding() throws IOException
    {
        assertThat(read("a,b\r\nc,d\n,\r\n\"e\",\"f\"\r\n")).containsExactly(
            List.of("a", "b"), List.of("c", "d"), List.of("", ""), List.of("e", "f"));
        assertThat(read("a,b")).containsExactly(List.of("a", "b"));
        assertThat(read("a,")).containsExactly(List.of("a", ""));
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).containsExactly(List.of(""));
    }

    @Test
    void shouldReadQuotedFields() throws IOException
    {
        assertThat(read("\"a,\"\"b\"\"\n\r\nc\",\"\",d\u0000\n")).containsExactly(List.of("a,\"b\"\n\r\nc", "", "d\u0000"));
    }

    @Test
    void shouldPassOverAByteOrderMark() throws IOException
    {
        assertThat(read("\uFEFF\"a\",b\n\uFEFFc,d")).containsExactly(List.of("a", "b"), List.of("\uFEFFc", "d"));
    }

    @Test
    void shouldCountPhysicalLines() throws IOException
    {
        final CsvReader reader = reader(new ByteArrayInputStream("a\n\"b\n\nb\"\nc".getBytes(StandardCharsets.UTF_8)));

        final List<Long> lines = new ArrayList<>();
        while (reader.next())
        {
            lines.add(reader.line());
        }

        assertThat(lines).containsExactly(1L, 2L, 5L);
    }

    @Test
    void shouldRefuseQuotesThatAreNotRfc4180()
    {
        assertThatThrownBy(() -> read("a\n\"b\nc")).hasMessageContaining("never closed")
            .isInstanceOfSatisfying(MalformedLineException.class, e -> assertThat(e.line()).isEqualTo(2));
        assertThatThrownBy(() -> read("\"a\"b,c")).hasMessageContaining("closing quote");
        assertThatThrownBy(() -> read("\"a\"\r,c")).hasMessageContaining("closing quote");
        assertThatThrownBy(() -> read("a\"b")).hasMessageContaining("quote inside");
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8()
    {
        assertThatThrownBy(() -> read(new byte[] {'a', '\n', 'b', (byte)0xFF})).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> read(new byte[] {(byte)0xC3, ',', (byte)0xA9})).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> read(new byte[] {(byte)0xED, (byte)0xA0, (byte)0x80})).hasMessageContaining("UTF-8");
    }

    @Test
    void shouldRefuseALineOfTenMegabytesWithoutHoldingIt()
    {
        assertThatThrownBy(() -> read("a".repeat(10_000_000))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> read("\"" + "\n".repeat(10_000_000))).hasMessageContaining("longer than");
    }

    @Test
    void shouldReadALineOfAlmostTheLimit() throws IOException
    {
        final String field = "x".repeat(CsvReader.MAX_RECORD_BYTES - 2);

        assertThat(read(field + ",y\n")).containsExactly(List.of(field, "y"));
    }

    @Test
    void shouldReadBackWhateverWasQuotedHoweverTheInputArrives() throws IOException
    {
        final Random random = new Random(SEED);
        final String alphabet = "a,\"\n\r;\u0000\u00E9\u2028 ";
        for (int round = 0; round < 2_000; round++)
        {
            final List<List<String>> records = new ArrayList<>();
            final StringBuilder text = new StringBuilder();
            for (int r = random.nextInt(5); r >= 0; r--)
            {
                final List<String> fields = new ArrayList<>();
                for (int f = 0; f < 6; f++)
                {
                    final StringBuilder field = new StringBuilder();
                    for (int c = random.nextInt(8); c > 0; c--)
                    {
                        field.append(alphabet.charAt(random.nextInt(alphabet.length())));
                    }
                    fields.add(field.toString());
                    text.append(f == 0 ? "" : ",").append('"').append(field.toString().replace("\"", "\"\"")).append('"');
                }
                records.add(fields);
                text.append(random.nextBoolean() ? "\n" : "\r\n");
            }
            final byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            final int piece = 1 + random.nextInt(7);
            assertThat(readInPieces(bytes, piece)).as("seed %d round %d", SEED, round).isEqualTo(records);
        }
    }

    private static List<List<String>> readInPieces(final byte[] bytes, final int piece) throws IOException
    {
        final CsvReader reader = reader(new ByteArrayInputStream(bytes)
        {
            @Override
            public synchronized int read(final byte[] into, final int from, final int count)
            {
                return super.read(into, from, Math.min(piece, count));
            }
        });
        final List<List<String>> records = new ArrayList<>();
        while (reader.next())
        {
            assertThat(reader.fields()).isEqualTo(6);
            records.add(List.of(reader.text(0), reader.text(1), reader.text(2), reader.text(3), reader.text(4), reader.text(5)));
        }
        return records;
    }
}
