package io.interlock.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What strangers say stays what it is: a text of one line or several, seen whole. */
class CleanTextTest
{
    /** Each kind of what is hidden: controls, marks of direction, other ends of lines, halves of pairs, what no standard knows. */
    private static final String HIDDEN = "\r\n\t\u0000\u001b\u007f\u0085\u009b\u200b\u200e\u202e\u2066\u2028"
        + "\u2029\ufeff\ud800\uffff\udb40\udc41";

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

    @Test
    void shouldBeWholeWhereNoLengthIsGiven()
    {
        final String text = "a\u0000\ud83d\ude00".repeat(50_000);
        assertThat(CleanText.line(text)).isEqualTo("a\\u0000\ud83d\ude00".repeat(50_000));
        assertThat(CleanText.lines("a\r\nb\u001b")).isEqualTo("a\nb\\u001b");
        assertThat(CleanText.line(null) + CleanText.lines(null)).isEmpty();
    }

    @Test
    void shouldLeaveNothingHiddenInAnyForm()
    {
        assertThat(HIDDEN.codePoints()).allMatch(CleanText::isHidden);
        for (final String form : List.of(CleanText.line(HIDDEN), CleanText.lines(HIDDEN).replace("\n", ""), CleanText.escaped(HIDDEN),
            CleanText.quoted(HIDDEN), CleanText.name(HIDDEN), CleanText.marked(HIDDEN).replace("\n", ""), CleanText.markedLine(HIDDEN),
            CleanText.replaced(HIDDEN, '?'), CleanText.bare(HIDDEN)))
        {
            assertThat(CleanText.isClean(form)).as(form).isTrue();
        }
    }

    @Test
    void shouldMakeTextThatCanBeReadBack()
    {
        assertThat(CleanText.escaped("a\\n\n\"\u001b\udb40\udc41")).isEqualTo("a\\\\n\\n\"\\u001b\\udb40\\udc41");
        assertThat(CleanText.quoted("say \"a\\b\"")).isEqualTo("\"say \\\"a\\\\b\\\"\"");
        assertThat(CleanText.escaped(null)).isEmpty();
    }

    @Test
    void shouldQuoteANameThatCouldPassForSomethingElse()
    {
        assertThat(CleanText.name("venue/okx:BTC-PERP@1_#+.é")).isEqualTo("venue/okx:BTC-PERP@1_#+.é");
        assertThat(List.of(CleanText.name(""), CleanText.name(null), CleanText.name("-"), CleanText.name("->"), CleanText.name("a b")))
            .containsExactly("\"\"", "\"\"", "\"-\"", "\"->\"", "\"a b\"");
    }

    @Test
    void shouldPutOneCharacterForEachThatIsHidden()
    {
        assertThat(CleanText.replaced(
            "rejected\r\n[main] ERROR forged\u001b[31m\u202e\u2066\u2028\u0085\u0000\ud800 caf\u00e9 \ud83d\ude00", '?'))
            .isEqualTo("rejected??[main] ERROR forged?[31m?????? caf\u00e9 \ud83d\ude00");
        assertThat(CleanText.marked("a\r\nb\udb40\udc41c")).isEqualTo("a\ufffd\nb\ufffdc");
        assertThat(CleanText.markedLine("a\r\nb")).isEqualTo("a\ufffd b");
        assertThat(CleanText.replaced(null, '?') + CleanText.marked(null) + CleanText.markedLine(null)).isEmpty();
    }

    @Test
    void shouldLeaveNothingThatMarkupIsMadeOf()
    {
        assertThat(CleanText.bare("Börse 取引所/a_b.c:d-1 <b>&`'\"{*}\n\ud83d\ude00"))
            .isEqualTo("Börse 取引所/a_b.c:d-1 ?b" + "?".repeat(10));
        assertThat(CleanText.bare(null)).isEmpty();
    }

    @Test
    void shouldCutNoPairWhereTextIsCutOnly()
    {
        assertThat(CleanText.cut("ab\ud83d\ude00cd", 4)).isEqualTo("ab\u2026");
        assertThat(CleanText.cut("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
        assertThat(List.of(CleanText.cut("abc", 3), CleanText.cut("abcd", 3), CleanText.cut("abcd", 1)))
            .containsExactly("abc", "ab\u2026", "\u2026");
        assertThat(CleanText.cut(null, 1)).isEmpty();
        assertThatThrownBy(() -> CleanText.cut("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
