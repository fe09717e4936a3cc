package io.interlock.core.text;

import java.util.regex.Pattern;

/**
 * Makes a stranger's text safe to be shown: nothing in it ends a line, moves a cursor, changes a colour, or turns or hides what stands
 * beside it. What does so ({@link #isHidden}) is the same for every form; the forms differ in what stands in its place:
 *
 * <ul>
 * <li>{@link #line} and {@link #lines}, for people: an escape, so that they see what was there.
 * <li>{@link #escaped}, {@link #quoted} and {@link #name}, for a terminal whose output is read back: an escape, and each backslash twice.
 * <li>{@link #marked} and {@link #markedLine}, for programs, which show it as they like: one replacement character.
 * <li>{@link #replaced}: a character of the caller's.
 * <li>{@link #bare}, where even markup is unknown: no more than letters, digits and a few marks are left.
 * </ul>
 *
 * <p>Null counts as empty everywhere. Threading: stateless.
 */
public final class CleanText
{
    private static final String MORE = "\u2026";
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LAST_ASCII_CONTROL = 0x1F;
    private static final int DELETE = 0x7F;
    private static final Pattern NOT_BARE = Pattern.compile("[^\\p{L}\\p{N} ._/:-]");

    private CleanText()
    {
    }

    /**
     * One line: what is hidden becomes <code>&#92;n</code>, <code>&#92;r</code>, <code>&#92;t</code> or <code>&#92;u</code> and four
     * hexadecimal digits.
     *
     * @param text any.
     * @return never null.
     */
    public static String line(final String text)
    {
        return cleaned(text, Integer.MAX_VALUE, false);
    }

    /**
     * One line that is not too long.
     *
     * @param text any.
     * @param most characters (UTF-16) of the answer, from 1. What is longer ends with an ellipsis; no surrogate pair or escape is cut.
     * @return never null.
     */
    public static String line(final String text, final int most)
    {
        return cleaned(text, most, false);
    }

    /**
     * Several lines: as {@link #line}, but line feeds stay, and a carriage return before one is dropped.
     *
     * @param text any.
     * @return never null.
     */
    public static String lines(final String text)
    {
        return lines(text, Integer.MAX_VALUE);
    }

    /**
     * Several lines that are not too long.
     *
     * @param text any.
     * @param most characters (UTF-16) of the answer, from 1.
     * @return never null.
     */
    public static String lines(final String text, final int most)
    {
        return cleaned(text == null ? "" : text.replace("\r\n", "\n"), most, true);
    }

    /**
     * One line that can be read back: as {@link #line}, and each backslash twice.
     *
     * @param text any.
     * @return never null.
     */
    public static String escaped(final String text)
    {
        return escaped(text, false);
    }

    /**
     * The same in quotes.
     *
     * @param text any.
     * @return with a backslash before each quote within.
     */
    public static String quoted(final String text)
    {
        return '"' + escaped(text, true) + '"';
    }

    /**
     * A name: as it is where it is one word of letters, digits and <code>. _ / : @ + # -</code>, else in quotes, so that it cannot pass for
     * what stands beside it.
     *
     * @param name any.
     * @return never empty.
     */
    public static String name(final String name)
    {
        final boolean plain = name != null && !name.isEmpty() && name.codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || "._/:@+#-".indexOf(c) >= 0);
        return plain && !name.equals("-") && !name.equals("->") ? name : quoted(name);
    }

    /**
     * Several lines for a program.
     *
     * @param text any.
     * @return of the same length in code points: what is hidden is U+FFFD, line feeds stay.
     */
    public static String marked(final String text)
    {
        return replaced(text, REPLACEMENT, true);
    }

    /**
     * The same on one line.
     *
     * @param text any.
     * @return with a blank for each line feed.
     */
    public static String markedLine(final String text)
    {
        return marked(text).replace('\n', ' ');
    }

    /**
     * One line with a character of the caller's.
     *
     * @param text any.
     * @param by   what stands for each that is hidden, line feeds too.
     * @return of the same length in code points.
     */
    public static String replaced(final String text, final char by)
    {
        return replaced(text, by, false);
    }

    /**
     * Text that no markup is made of.
     *
     * @param text any.
     * @return letters, digits, blanks and <code>. _ / : -</code>; a question mark for each other character.
     */
    public static String bare(final String text)
    {
        return text == null ? "" : NOT_BARE.matcher(text).replaceAll("?");
    }

    /**
     * Text that HTML shows and never reads as markup, between tags and in quoted attributes alike. Clean it before.
     *
     * @param text any.
     * @return with {@code & < > " '} and the grave accent as references.
     */
    public static String html(final String text)
    {
        final String given = text == null ? "" : text;
        final StringBuilder escaped = new StringBuilder(given.length() + 16);
        for (int i = 0; i < given.length(); i++)
        {
            final char c = given.charAt(i);
            switch (c)
            {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '`' -> escaped.append("&#96;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * Cuts.
     *
     * @param text any.
     * @param most length in UTF-16 units, from 1.
     * @return no longer; what was cut ends with an ellipsis, and no surrogate pair is halved.
     */
    public static String cut(final String text, final int most)
    {
        checkLength(most);
        if (text == null || text.length() <= most)
        {
            return text == null ? "" : text;
        }
        final int end = most > 1 && Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + MORE;
    }

    /**
     * Whether a text is shown as it is.
     *
     * @param text any; not null.
     * @return false where something in it is hidden; a line feed counts too.
     */
    public static boolean isClean(final String text)
    {
        return text.codePoints().noneMatch(CleanText::isHidden);
    }

    /**
     * Whether a character is not seen as itself.
     *
     * @param c a code point.
     * @return true for control characters (C1 too, so ESC as well), format characters (bidirectional controls, zero-width ones, the byte
     *     order mark), line and paragraph separators, unpaired surrogates and unassigned code points.
     */
    public static boolean isHidden(final int c)
    {
        if (c > LAST_ASCII_CONTROL && c < DELETE)
        {
            return false;
        }
        return switch (Character.getType(c))
        {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /**
     * A character as an escape, whether it is hidden or not.
     *
     * @param c a code point.
     * @return <code>&#92;n</code>, <code>&#92;r</code>, <code>&#92;t</code>, or one or two of <code>&#92;u</code> and four digits.
     */
    public static String escape(final int c)
    {
        return switch (c)
        {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
            {
                final StringBuilder units = new StringBuilder(12);
                for (final char unit : Character.toChars(c))
                {
                    units.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4)
                    {
                        units.append(Character.forDigit(unit >> shift & 0xF, 16));
                    }
                }
                yield units.toString();
            }
        };
    }

    private static String cleaned(final String text, final int most, final boolean keepLines)
    {
        checkLength(most);
        if (text == null || text.isEmpty())
        {
            return "";
        }
        final StringBuilder shown = new StringBuilder(Math.min(text.length(), most) + 16);
        // Where the text is cut if it turns out to be too long: the last place that leaves room for the ellipsis.
        int cut = 0;
        for (int i = 0; i < text.length() && shown.length() <= most; )
        {
            final int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isHidden(c) && !(c == '\n' && keepLines))
            {
                shown.append(escape(c));
            }
            else
            {
                shown.appendCodePoint(c);
            }
            if (shown.length() < most)
            {
                cut = shown.length();
            }
        }
        if (shown.length() > most)
        {
            shown.setLength(cut);
            shown.append(MORE);
        }
        return shown.toString();
    }

    private static void checkLength(final int most)
    {
        if (most < 1)
        {
            throw new IllegalArgumentException("a text of at most " + most + " characters: at least 1 is needed");
        }
    }

    private static String escaped(final String text, final boolean quotes)
    {
        if (text == null)
        {
            return "";
        }
        final StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c ->
        {
            if (isHidden(c))
            {
                shown.append(escape(c));
            }
            else
            {
                shown.append(c == '\\' || quotes && c == '"' ? "\\" : "").appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static String replaced(final String text, final char by, final boolean keepLines)
    {
        if (text == null)
        {
            return "";
        }
        final StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); )
        {
            final int c = text.codePointAt(i);
            i += Character.charCount(c);
            shown.appendCodePoint(isHidden(c) && !(c == '\n' && keepLines) ? by : c);
        }
        return shown.toString();
    }
}
