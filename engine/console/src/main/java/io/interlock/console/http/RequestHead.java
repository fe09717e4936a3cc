package io.interlock.console.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * What comes before the body, as it came. Immutable.
 *
 * @param method  as it was written.
 * @param target  the path, not decoded and without the query; the whole address where that was sent.
 * @param query   not decoded; empty where there is none.
 * @param headers by name in small letters.
 * @param peer    the other end of the connection, whatever a header says.
 */
record RequestHead(String method, String target, String query, Map<String, List<String>> headers, InetAddress peer)
{
    /** A header that may come once; null where it does not come. */
    String header(final String name)
    {
        final List<String> values = headers.get(name);
        if (values == null)
        {
            return null;
        }
        if (values.size() > 1)
        {
            throw Refusal.form(400, "repeated-header", "The header " + name + " comes more than once. Send it once.");
        }
        return values.get(0);
    }
}
