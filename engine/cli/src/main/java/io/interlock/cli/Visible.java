package io.interlock.cli;

/**
 * Makes text from elsewhere fit for a terminal, and so that it can be read back: what could move the cursor, end a line, change a colour,
 * or turn or hide what stands beside it is shown as an escape.
 *
 * <p>Threading: stateless.
 */
public final class Visible
{
    private Visible()
    {
    }

    /**
     * Text in which nothing is hidden.
     *
     * @param text any.
     * @return the same, with control and format characters (bidirectional overrides among them), line separators, unpaired surrogates and
     *     unassigned code points as <code>&#92;n</code>, <code>&#92;t</code>, <code>&#92;r</code> or <code>&#92;u</code> and four
     *     hexadecimal digits, and each backslash twice.
     */
    public static String text(final String text)
    {
        return text(text, false);
    }

    /**
     * The same in quotes.
     *
     * @param text any.
     * @return with a backslash before each quote within.
     */
    public static String quoted(final String text)
    {
        return '"' + text(text, true) + '"';
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
        final boolean plain = !name.isEmpty() && name.codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || "._/:@+#-".indexOf(c) >= 0);
        return plain && !name.equals("-") && !name.equals("->") ? name : quoted(name);
    }

    private static String text(final String text, final boolean quotes)
    {
        final StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c, quotes));
        return shown.toString();
    }

    private static void append(final StringBuilder shown, final int c, final boolean quotes)
    {
        if (c == '\\' || quotes && c == '"')
        {
            shown.append('\\').appendCodePoint(c);
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
