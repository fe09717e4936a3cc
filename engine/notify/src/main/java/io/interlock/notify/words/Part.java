package io.interlock.notify.words;

import io.interlock.core.text.CleanText;
import java.util.List;

/**
 * One paragraph of a message: a heading and its lines. Immutable.
 *
 * @param heading of ours.
 * @param lines   clean; what a person may copy into a shell is marked.
 */
record Part(String heading, List<Line> lines)
{
    /**
     * One line.
     *
     * @param text    clean.
     * @param command whether it is a command, shown as it is to be typed.
     */
    record Line(String text, boolean command)
    {
        static Line of(final String text)
        {
            return new Line(text, false);
        }

        static Line command(final String text)
        {
            return new Line(text, true);
        }
    }

    /** Copies the lines. */
    Part
    {
        lines = List.copyOf(lines);
    }

    /** All parts as plain lines: a heading, its lines indented, commands deeper. */
    static String text(final List<Part> parts)
    {
        final StringBuilder text = new StringBuilder();
        for (final Part part : parts)
        {
            text.append(part.heading()).append('\n');
            for (final Line line : part.lines())
            {
                text.append(line.command() ? "    " : "  ").append(line.text()).append('\n');
            }
        }
        return text.toString();
    }

    /** All parts as a fragment of HTML, with the title before them. */
    static String html(final String title, final List<Part> parts)
    {
        final StringBuilder html = new StringBuilder();
        html.append("<h2>").append(CleanText.html(title)).append("</h2>\n");
        for (final Part part : parts)
        {
            html.append("<h3>").append(CleanText.html(part.heading())).append("</h3>\n");
            for (final Line line : part.lines())
            {
                final String escaped = CleanText.html(line.text());
                html.append(line.command() ? "<pre>" + escaped + "</pre>\n" : "<p>" + escaped + "</p>\n");
            }
        }
        return html.toString();
    }
}
