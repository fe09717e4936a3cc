package io.interlock.notify;

/**
 * Makes a stranger's text safe to be put into a message: nothing in it ends a line, moves a cursor, changes a colour, or turns or
 * hides what stands beside it. Such characters are shown as an escape, so that a person sees that they were there.
 *
 * <p>Threading: stateless.
 */
public final class CleanText
{
    private static final String MORE = "\u2026";

    private CleanText()
    {
    }

    /**
     * One line. Control characters (C1 too, so ESC as well), format characters (bidirectional controls, zero-width ones, the byte order
     * mark), line and paragraph separators, unpaired surrogates and unassigned code points become <code>&#92;n</code>, <code>&#92;r</code>,
     * <code>&#92;t</code> or <code>&#92;u</code> and four hexadecimal digits.
     *
     * @param text any; null counts as empty.
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
     * @param text any; null counts as empty.
     * @param most characters (UTF-16) of the answer, from 1.
     * @return never null.
     */
    public static String lines(final String text, final int most)
    {
        return cleaned(text == null ? "" : text.replace("\r\n", "\n"), most, true);
    }

    /**
     * Text that HTML shows and never reads as markup, between tags and in quoted attributes alike. Clean it before.
     *
     * @param text any; null counts as empty.
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
     * Whether a text is shown as it is.
     *
     * @param text any; not null.
     * @return false where something in it would be escaped.
     */
    public static boolean isClean(final String text)
    {
        return text.codePoints().noneMatch(CleanText::isHidden);
    }

    private static String cleaned(final String text, final int most, final boolean keepLines)
    {
        if (most < 1)
        {
            throw new IllegalArgumentException("a text of at most " + most + " characters: at least 1 is needed");
        }
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
            append(shown, c, keepLines);
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

    private static void append(final StringBuilder shown, final int c, final boolean keepLines)
    {
        if (c == '\n' && keepLines)
        {
            shown.append('\n');
        }
        else if (c == '\n' || c == '\r' || c == '\t')
        {
            shown.append('\\').append(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        }
        else if (isHidden(c))
        {
            for (final char unit : Character.toChars(c))
            {
                shown.append("\\u%04x".formatted((int)unit));
            }
        }
        else
        {
            shown.appendCodePoint(c);
        }
    }

    private static boolean isHidden(final int c)
    {
        return switch (Character.getType(c))
        {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
