package io.interlock.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One who listens to an event stream. Threading: the test's; a heartbeat a second keeps it from waiting for ever. */
final class Listening implements AutoCloseable
{
    private static final long LIMIT_NS = 60_000_000_000L;

    private final BufferedReader reader;
    private final List<Event> all = new ArrayList<>();
    private String lastId;

    /** One event. */
    record Event(String kind, String id, JsonNode data)
    {
    }

    Listening(final InputStream in)
    {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** What a browser sends when it comes again. */
    String lastId()
    {
        return lastId;
    }

    /** The next event; null at the end. */
    Event next() throws IOException
    {
        String kind = "";
        String id = null;
        JsonNode data = null;
        for (String line = reader.readLine(); line != null; line = reader.readLine())
        {
            if (line.isEmpty() && data != null)
            {
                all.add(new Event(kind, id, data));
                return all.get(all.size() - 1);
            }
            final String value = line.isEmpty() ? "" : line.substring(line.indexOf(':') + 2);
            if (line.startsWith("event:"))
            {
                kind = value;
            }
            else if (line.startsWith("id:"))
            {
                id = value;
                lastId = value;
            }
            else if (line.startsWith("data:"))
            {
                // One line: JSON has none within.
                data = ConsoleClient.JSON.readTree(value);
            }
        }
        return null;
    }

    /** The next of a kind that is as wanted. */
    JsonNode until(final String kind, final Predicate<JsonNode> wanted) throws IOException
    {
        final long startNs = System.nanoTime();
        for (Event event = next(); event != null && System.nanoTime() - startNs < LIMIT_NS; event = next())
        {
            if (event.kind().equals(kind) && wanted.test(event.data()))
            {
                return event.data();
            }
        }
        throw new AssertionError("no such event: " + kind);
    }

    /** One of a kind that is as wanted, whether it has come already or not: what has no order among kinds. */
    JsonNode any(final String kind, final Predicate<JsonNode> wanted) throws IOException
    {
        for (final Event event : all)
        {
            if (event.kind().equals(kind) && wanted.test(event.data()))
            {
                return event.data();
            }
        }
        return until(kind, wanted);
    }

    @Override
    public void close() throws IOException
    {
        reader.close();
    }
}
