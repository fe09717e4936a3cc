package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ByteSinkTest
{
    private static final long SEED = 20261123L;

    private static String written(final Consumer<ByteSink> writing)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteSink sink = new ByteSink(out);
        writing.accept(sink);
        sink.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldEscapeWhatJsonCannotHold()
    {
        assertThat(written(sink -> sink.json("a\"b\\c\n\u0000\u001B\u007F\u0085\u2028\u2029"))).isEqualTo(
            "\"a\\\"b\\\\c\\u000a\\u0000\\u001b\\u007f\\u0085\\u2028\\u2029\"");
        assertThat(written(sink -> sink.json("\uD83D\uDE00 \uD83D \uDE00 \u00E9"))).isEqualTo("\"\uD83D\uDE00 \\ud83d \\ude00 \u00E9\"");
    }

    @Test
    void shouldWriteAnyTextSoThatAJsonReaderGetsItBack() throws JsonProcessingException
    {
        final Random random = new Random(SEED);
        final ObjectMapper mapper = new ObjectMapper();
        for (int round = 0; round < 2_000; round++)
        {
            final StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--)
            {
                text.append((char)random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            final String json = written(sink -> sink.json(text.toString()));
            assertThat(mapper.readValue(json, String.class)).as("seed %d round %d", SEED, round).isEqualTo(text.toString());
        }
    }

    @Test
    void shouldWriteDecimalsExactlyAndWithoutTrailingZeros()
    {
        assertThat(written(sink -> sink.decimal(0, 6))).isEqualTo("0");
        assertThat(written(sink -> sink.decimal(1_000_000, 6))).isEqualTo("1");
        assertThat(written(sink -> sink.decimal(500_000, 6))).isEqualTo("0.5");
        assertThat(written(sink -> sink.decimal(-1, 7))).isEqualTo("-0.0000001");
        assertThat(written(sink -> sink.decimal(100, 0))).isEqualTo("100");
        assertThat(written(sink -> sink.number(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
        final Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++)
        {
            final long raw = random.nextLong() >> random.nextInt(64);
            final int decimals = random.nextInt(10);
            final String expected = BigDecimal.valueOf(raw, decimals).stripTrailingZeros().toPlainString();
            assertThat(written(sink -> sink.decimal(raw, decimals))).as("seed %d raw %d", SEED, raw).isEqualTo(expected);
        }
    }

    @Test
    void shouldWriteMoreThanItsBufferHolds()
    {
        final String text = "\u00E9x".repeat(200_000);

        assertThat(written(sink -> sink.put(text).put('!'))).isEqualTo(text + "!");
    }
}
