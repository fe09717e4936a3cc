package io.interlock.journal.report;

import java.io.IOException;

/**
 * A table of a page.
 *
 * <p>Threading: one thread.
 */
final class Table
{
    /** Texts that are not broken: one that is longer may be a word without an end. */
    private static final int SHORT = 24;

    private final Html html;
    private final int columns;

    /** Begins it; the names are ours. */
    Table(final Html html, final String... names) throws IOException
    {
        this.html = html;
        columns = names.length;
        html.raw("<div class=\"wide\"><table><thead><tr>");
        for (final String name : names)
        {
            html.raw("<th scope=\"col\">").raw(name).raw("</th>");
        }
        html.raw("</tr></thead><tbody>\n");
    }

    Table begin() throws IOException
    {
        html.raw("<tr>");
        return this;
    }

    Table begin(final boolean bad) throws IOException
    {
        html.raw(bad ? "<tr class=\"bad\">" : "<tr>");
        return this;
    }

    Table time(final long wallMs) throws IOException
    {
        html.raw("<td class=\"time\">").raw(Shown.time(wallMs)).raw("</td>");
        return this;
    }

    /** Text from anywhere. */
    Table cell(final String text) throws IOException
    {
        html.raw(text.length() <= SHORT ? "<td class=\"short\">" : "<td>");
        if (!text.isEmpty())
        {
            html.foreign(text);
        }
        html.raw("</td>");
        return this;
    }

    Table number(final String number) throws IOException
    {
        html.raw("<td class=\"num\">").text(number).raw("</td>");
        return this;
    }

    /** Markup of ours follows, up to {@link #close()}. */
    Html open() throws IOException
    {
        return html.raw("<td class=\"free\">");
    }

    Table close() throws IOException
    {
        html.raw("</td>");
        return this;
    }

    void end() throws IOException
    {
        html.raw("</tr>\n");
    }

    /** Rows are left out here. */
    void omitted(final long rows) throws IOException
    {
        if (rows > 0)
        {
            html.raw("<tr class=\"omitted\"><td colspan=\"").raw(columns).raw("\">… and ").raw(rows)
                .raw(" more in between: interlock journal dump tells each</td></tr>\n");
        }
    }

    void finish() throws IOException
    {
        html.raw("</tbody></table></div>\n");
    }
}
