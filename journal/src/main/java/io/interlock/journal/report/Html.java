package io.interlock.journal.report;

import io.interlock.core.text.CleanText;
import java.io.IOException;

/**
 * Writes a page. Whatever is not markup of ours goes through {@link #text(String)}: then it can neither end an element nor begin one, and
 * what could turn or hide what stands beside it is shown as an escape.
 *
 * <p>Threading: one thread.
 */
final class Html
{
    private final Appendable out;

    Html(final Appendable out)
    {
        this.out = out;
    }

    /** Markup of ours. */
    Html raw(final String markup) throws IOException
    {
        out.append(markup);
        return this;
    }

    /** A whole number of ours. */
    Html raw(final long number) throws IOException
    {
        out.append(Long.toString(number));
        return this;
    }

    /** A place in a picture, to a tenth. */
    Html raw(final double place) throws IOException
    {
        final long tenths = Double.isFinite(place) ? Math.round(place * 10) : 0;
        final long tenth = Math.abs(tenths % 10);
        out.append(tenths < 0 && tenths > -10 ? "-" : "").append(Long.toString(tenths / 10));
        if (tenth != 0)
        {
            out.append('.').append((char)('0' + tenth));
        }
        return this;
    }

    /** Text from anywhere, on one line; also fit for an attribute in double quotes. */
    Html text(final String text) throws IOException
    {
        return text(text, false);
    }

    /** Text from anywhere in which lines may end. */
    Html lines(final String text) throws IOException
    {
        return text(text, true);
    }

    /** Text from elsewhere, kept apart from what stands beside it also where it is written from right to left. */
    Html foreign(final String text) throws IOException
    {
        return raw("<bdi>").text(text).raw("</bdi>");
    }

    private Html text(final String text, final boolean lines) throws IOException
    {
        int at = 0;
        while (at < text.length())
        {
            final int c = text.codePointAt(at);
            at += Character.charCount(c);
            append(c, lines);
        }
        return this;
    }

    private void append(final int c, final boolean lines) throws IOException
    {
        switch (c)
        {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n' -> out.append(lines ? "\n" : CleanText.escape(c));
            default -> other(c);
        }
    }

    /** A character for private use is whatever a font makes of it. */
    private void other(final int c) throws IOException
    {
        if (CleanText.isHidden(c) || Character.getType(c) == Character.PRIVATE_USE)
        {
            out.append(CleanText.escape(c));
        }
        else if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT)
        {
            out.append((char)c);
        }
        else
        {
            out.append(Character.highSurrogate(c)).append(Character.lowSurrogate(c));
        }
    }
}
