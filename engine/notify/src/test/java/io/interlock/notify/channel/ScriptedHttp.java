package io.interlock.notify.channel;

import io.interlock.notify.DeliveryException;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers as it was told, and remembers what it was asked. */
final class ScriptedHttp implements HttpSender
{
    final List<Request> requests = new ArrayList<>();
    final List<Duration> timeouts = new ArrayList<>();
    boolean closed;

    private final Deque<Object> script = new ArrayDeque<>();
    private Answer always = new Answer(500, null, "");

    ScriptedHttp then(final int status, final String body)
    {
        script.add(new Answer(status, null, body));
        return this;
    }

    ScriptedHttp then(final int status, final Duration retryAfter, final String body)
    {
        script.add(new Answer(status, retryAfter, body));
        return this;
    }

    ScriptedHttp then(final DeliveryException failure)
    {
        script.add(failure);
        return this;
    }

    ScriptedHttp always(final int status, final String body)
    {
        always = new Answer(status, null, body);
        return this;
    }

    Request last()
    {
        return requests.get(requests.size() - 1);
    }

    @Override
    public Answer send(final Request request, final Duration timeout) throws DeliveryException
    {
        requests.add(request);
        timeouts.add(timeout);
        final Object next = script.isEmpty() ? always : script.remove();
        if (next instanceof DeliveryException failure)
        {
            throw failure;
        }
        return (Answer)next;
    }

    @Override
    public void close()
    {
        closed = true;
    }
}
