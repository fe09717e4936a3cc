package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveViewTest
{
    private static LiveView.Picture picture(final String... recent)
    {
        final LiveView.Numbers numbers = new LiveView.Numbers(
            "D7 BUY 2", "2 BTC at 1000.00", 12, 3, 1, Map.of("DENIED_HALT", 4L, "DENIED_CONFIDENCE", 2L), "last order 5 ms");
        return new LiveView.Picture(
            61, 70, new LiveView.Where(4, 12, "answers after 3500 ms", "HALT by API_LATENCY"), Level.HALT, "API_LATENCY 3501 ms", numbers,
            List.of(recent), "http://127.0.0.1:8080/  sign in with a token of /tmp/tokens");
    }

    @Test
    void shouldShowLevelStepOrdersRefusalsAndWhatHappens()
    {
        assertThat(LiveView.lines(picture("00:59  CLOSED -> HALT"), false))
            .contains("  look on  http://127.0.0.1:8080/  sign in with a token of /tmp/tokens")
            .anyMatch(line -> line.contains("01:01 of about 01:10") && line.contains("shortened"))
            .anyMatch(line -> line.contains("THROTTLE") && line.contains("[HALT]"))
            .contains("  step     4 of 12: answers after 3500 ms, promises HALT by API_LATENCY")
            .contains("  now      D7 BUY 2")
            .contains("  orders   sent 12 (cut 3), cancels 1, refused 6")
            .contains("  refused  DENIED_CONFIDENCE 2  DENIED_HALT 4")
            .contains("  latency  last order 5 ms")
            .contains("  00:59  CLOSED -> HALT")
            .noneMatch(line -> line.contains("\u001B"));
    }

    @Test
    void shouldHaveAsManyLinesWhateverHappened()
    {
        final String[] many = new String[30];
        Arrays.setAll(many, i -> "event " + i);

        assertThat(LiveView.lines(picture(many), false)).hasSameSizeAs(LiveView.lines(picture(), false))
            .contains("  event 29").doesNotContain("  event 21");
    }

    @Test
    void shouldColourTheLevelOnlyWhereColourIsWanted()
    {
        assertThat(LiveView.ladder(Level.HALT, true)).contains("\u001B[31m [HALT] \u001B[0m");
        assertThat(LiveView.ladder(Level.HALT, false)).contains("[HALT]").doesNotContain("\u001B");
    }

    @Test
    void shouldDrawInPlaceAndLeaveTheTerminalUsable()
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final Screen screen = new Screen(out);

        screen.draw(List.of("one", "two"));
        screen.draw(List.of("three", "four"));
        screen.close();
        screen.draw(List.of("late"));
        screen.close();

        final String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\u001B[?25l").contains("\u001B[2A\rthree").endsWith("\u001B[?7h\u001B[?25h").doesNotContain("late");
        assertThat(text.indexOf("?25h")).isEqualTo(text.lastIndexOf("?25h"));
    }

    @Test
    void shouldGoOnWhereNobodyLooksAnyMore()
    {
        final Screen screen = new Screen(new OutputStream()
        {
            @Override
            public void write(final int value) throws IOException
            {
                throw new IOException("broken pipe");
            }
        });

        screen.draw(List.of("one"));
        screen.draw(List.of("two"));
        screen.close();
    }
}
