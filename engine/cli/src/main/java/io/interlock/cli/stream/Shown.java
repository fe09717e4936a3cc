package io.interlock.cli.stream;

/** Makes text from a file fit for a message on a terminal. */
public final class Shown
{
    private static final int LONGEST = 60;

    private Shown()
    {
    }

    /** The text in quotes, cut where it is long, control characters (and so escape sequences) replaced. */
    public static String text(final String text)
    {
        return "'" + plain(text, LONGEST) + "'";
    }

    /** The text without quotes, cut where it is longer than a number of characters, control characters replaced. */
    public static String plain(final String text, final int longest)
    {
        final StringBuilder shown = new StringBuilder();
        final int end = Math.min(text.length(), longest);
        for (int i = 0; i < end; i++)
        {
            final char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '\uFFFD' : c);
        }
        return text.length() > longest ? shown.append("...").toString() : shown.toString();
    }
}
