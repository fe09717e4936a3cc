package io.interlock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a command says, what is shown is bounded and harmless. */
class OutputLinesTest
{
    private final List<String> shown = new ArrayList<>();
    private final OutputLines lines = new OutputLines(shown::add);

    private void say(final String text)
    {
        lines.put(text.toCharArray(), text.length());
    }

    @Test
    void shouldShowLinesThatComeInPieces()
    {
        say("one\ntw");
        say("o\n\nthree");
        lines.end();
        assertThat(shown).containsExactly("one", "two", "", "three");
    }

    @Test
    void shouldCutALineWithoutAnEndAndHideNothingInIt()
    {
        for (int i = 0; i < 1_000; i++)
        {
            say("0123456789".repeat(100));
        }
        say("\n\u001B[31mred\n");
        lines.end();
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0)).hasSizeLessThanOrEqualTo(OutputLines.LONGEST);
        assertThat(shown.get(1)).doesNotContain("\u001B").contains("red");
    }

    @Test
    void shouldCountWhatIsTooMuch()
    {
        say("x\n".repeat(OutputLines.MOST + 5));
        lines.end();
        assertThat(shown).hasSize(OutputLines.MOST + 1).endsWith("5 more lines");
    }
}
