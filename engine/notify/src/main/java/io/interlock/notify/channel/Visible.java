package io.interlock.notify.channel;

/**
 * Makes characters visible that would move a cursor, end a line, turn the direction of writing or hide: strangers' texts may hold them.
 *
 * <p>Threading: any thread.
 */
final class Visible
{
    private Visible()
    {
    }

    /**
     * One line.
     *
     * @param text any.
     * @return the same with each such character written as an escape of Java.
     */
    static String line(final String text)
    {
        return escape(text, false);
    }

    /**
     * Several lines, parted by line feeds.
     *
     * @param text any.
     * @return the same, with line feeds kept.
     */
    static String lines(final String text)
    {
        return escape(text, true);
    }

    /**
     * One line for a header: what cannot be seen becomes a blank, and what would be read as an encoded word is broken up.
     *
     * @param text any.
     * @param most characters that are kept.
     * @return no control character, no direction mark.
     */
    static String header(final String text, final int most)
    {
        final StringBuilder line = new StringBuilder();
        text.codePoints().limit(most).forEach(point -> line.appendCodePoint(isHidden(point) ? ' ' : point));
        return line.toString().replace("=?", "= ?").strip();
    }

    private static String escape(final String text, final boolean feeds)
    {
        final StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(shown, point, feeds));
        return shown.toString();
    }

    private static void append(final StringBuilder shown, final int point, final boolean feeds)
    {
        if (!isHidden(point) || feeds && point == '\n')
        {
            shown.appendCodePoint(point);
            return;
        }
        switch (point)
        {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default ->
            {
                for (final char unit : Character.toChars(point))
                {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
    }

    /**
     * Whether a character is not seen as itself.
     *
     * @param point of Unicode.
     * @return true for controls, format characters (direction marks among them), other ends of lines, lone surrogates.
     */
    static boolean isHidden(final int point)
    {
        return switch (Character.getType(point))
        {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
