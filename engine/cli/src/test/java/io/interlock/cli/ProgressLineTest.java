package io.interlock.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** How far something is, on a terminal, and only where it takes long. */
class ProgressLineTest
{
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long nowNs;

    private ProgressLine line(final boolean tty)
    {
        return new ProgressLine(new Terminal(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream(),
            new PrintStream(err, true, UTF_8), false, tty, false), () -> nowNs, 1_000_000_000L);
    }

    @Test
    void shouldSayHowFarItIsOnceItTakesLongAndLeaveNothing()
    {
        final ProgressLine line = line(true);
        assertThat(line.isDue()).isFalse();
        nowNs += 2_000_000_000L;
        assertThat(line.isDue()).isTrue();
        assertThat(line.isDue()).isFalse();
        line.show("2048 records");
        nowNs += 250_000_000L;
        assertThat(line.isDue()).isTrue();
        line.show("4096 records");
        line.clear();
        line.clear();
        assertThat(err.toString(UTF_8)).isEqualTo("\r\u001b[K2048 records\r\u001b[K4096 records\r\u001b[K");
    }

    @Test
    void shouldSayNothingWhereNobodyLooks()
    {
        final ProgressLine line = line(false);
        nowNs += 2_000_000_000L;
        assertThat(line.isDue()).isFalse();
        line.show("2048 records");
        line.clear();
        assertThat(err.toString(UTF_8)).isEmpty();
    }
}
