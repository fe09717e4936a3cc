package io.interlock.notify.channel;

/** Makes strangers' text harmless for whatever shows it. Threading: any thread; pure. */
final class Plain
{
    private static final char REPLACEMENT = '\uFFFD';

    private Plain()
    {
    }

    /**
     * Text without what steers a terminal or turns its direction: control characters but for line feeds, bidirectional and other invisible
     * marks, line separators, unpaired surrogates.
     *
     * @param text of anybody.
     * @return of the same length in code points, each bad one replaced by U+FFFD.
     */
    static String text(final String text)
    {
        final StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> plain.appendCodePoint(point == '\n' || shows(point) ? point : REPLACEMENT));
        return plain.toString();
    }

    /**
     * The same on one line.
     *
     * @param text of anybody.
     * @return with a space for each line feed.
     */
    static String line(final String text)
    {
        return text(text).replace('\n', ' ');
    }

    /**
     * Cuts.
     *
     * @param text any.
     * @param most length in UTF-16 units, from 1.
     * @return no longer; what was cut ends with an ellipsis, and no surrogate pair is halved.
     */
    static String cut(final String text, final int most)
    {
        if (text.length() <= most)
        {
            return text;
        }
        final int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "\u2026";
    }

    private static boolean shows(final int point)
    {
        return switch (Character.getType(point))
        {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
