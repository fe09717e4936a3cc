package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.http.EventSink;
import io.interlock.console.http.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** A client as a test says it is. Threading: the test's. */
final class RecordingSink implements EventSink
{
    private static final int SPARE = 5;

    final List<Event> events = new ArrayList<>();
    boolean open = true;
    boolean idle = true;
    /** Events that can be put off, until it takes more. */
    int room = Integer.MAX_VALUE;
    private int beyond;

    /** One event; the id below 0 where it has none, the kind empty where it is a place. */
    record Event(String kind, long id, JsonNode data)
    {
    }

    @Override
    public boolean offer(final StreamEvent event)
    {
        if (!open)
        {
            return false;
        }
        // What can not be put off fits in beside; who goes on beyond that ends it.
        beyond = room > 0 ? 0 : beyond + 1;
        if (beyond > SPARE)
        {
            open = false;
            return false;
        }
        room--;
        String kind = "";
        long id = -1;
        String data = null;
        for (final String line : event.toString().strip().split("\n"))
        {
            final String value = line.substring(line.indexOf(':') + 2);
            switch (line.substring(0, line.indexOf(':')))
            {
                case "event" -> kind = value;
                case "id" -> id = Long.parseLong(value);
                case "data" -> data = data == null ? value : data + '\n' + value;
                case "retry" -> kind = "";
                default -> throw new AssertionError("no such field: " + line);
            }
        }
        events.add(new Event(kind, id, LiveRig.json(data)));
        return true;
    }

    /** Of one kind, in order. */
    List<JsonNode> of(final String kind)
    {
        return events.stream().filter(event -> event.kind().equals(kind)).map(Event::data).toList();
    }

    /** Sequences of the transitions that it was told, in order. */
    List<Long> sequences()
    {
        return events.stream().filter(event -> "transition".equals(event.kind())).map(Event::id).toList();
    }

    /** What a browser sends when it comes again. */
    long lastId()
    {
        return events.stream().mapToLong(Event::id).filter(id -> id >= 0).reduce(-1, (first, second) -> second);
    }

    @Override
    public boolean isOpen()
    {
        return open;
    }

    @Override
    public boolean isIdle()
    {
        return idle && room > 0;
    }

    @Override
    public boolean hasRoom()
    {
        return room > 0;
    }
}
