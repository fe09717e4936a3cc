package io.interlock.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CleanTextTest
{
    @Test
    void shouldShowWhatCouldHideOrMoveAsEscapes()
    {
        assertThat(CleanText.line("a\r\nb\tc\u0000\u001b[31m\u0085\u009b", 200)).isEqualTo("a\\r\\nb\\tc\\u0000\\u001b[31m\\u0085\\u009b");
        assertThat(CleanText.line("\u202e\u2066\u200e\u200f\u061c\ufeff\u2028\u2029", 200))
            .isEqualTo("\\u202e\\u2066\\u200e\\u200f\\u061c\\ufeff\\u2028\\u2029");
        assertThat(CleanText.line("\ud800x\udc00", 200)).isEqualTo("\\ud800x\\udc00");
    }

    @Test
    void shouldLeaveOrdinaryTextOfAnyLanguage()
    {
        final String text = "Börse 取引所 بورصة \ud83d\ude00 50 % <b>";
        assertThat(CleanText.line(text, 200)).isEqualTo(text);
        assertThat(CleanText.isClean(text)).isTrue();
    }

    @Test
    void shouldCutNoSurrogatePairAndNoEscape()
    {
        assertThat(CleanText.line("ab\ud83d\ude00cd", 4)).isEqualTo("ab\u2026");
        assertThat(CleanText.line("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
        assertThat(CleanText.line("ab\u0000", 7)).isEqualTo("ab\u2026");
        assertThat(CleanText.line("abc", 3)).isEqualTo("abc");
        assertThat(CleanText.line("abcd", 3)).isEqualTo("ab\u2026");
        assertThat(CleanText.line("abcd", 1)).isEqualTo("\u2026");
        assertThat(CleanText.line("\ud83d\ude00", 1)).isEqualTo("\u2026");
    }

    @Test
    void shouldNeverBeLongerThanAsked()
    {
        final String text = "a\u0000\ud83d\ude00\n<".repeat(50);
        for (int most = 1; most < 300; most++)
        {
            assertThat(CleanText.line(text, most)).hasSizeLessThanOrEqualTo(most).doesNotContain("\n");
            assertThat(CleanText.isClean(CleanText.line(text, most))).isTrue();
        }
    }

    @Test
    void shouldKeepLineFeedsOnlyWhereThereAreLines()
    {
        assertThat(CleanText.lines("a\r\nb\nc\rd", 200)).isEqualTo("a\nb\nc\\rd");
        assertThat(CleanText.lines(null, 200)).isEmpty();
        assertThat(CleanText.line(null, 200)).isEmpty();
    }

    @Test
    void shouldEscapeForHtml()
    {
        assertThat(CleanText.html("<a href=\"x\" b='y'>&amp;`")).isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&#96;");
        assertThat(CleanText.html(null)).isEmpty();
    }

    @Test
    void shouldRefuseALengthThatNothingFitsInto()
    {
        assertThatThrownBy(() -> CleanText.line("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
