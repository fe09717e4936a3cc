package io.interlock.notify.delivery;

import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel that does what a test says, and remembers what it was asked to deliver. */
final class ScriptedChannel implements NotificationChannel
{
    /** What becomes of an attempt. */
    @FunctionalInterface
    interface Script
    {
        /** As {@link NotificationChannel#deliver}. */
        String deliver(Notification notification) throws DeliveryException, InterruptedException;
    }

    final List<Notification> asked = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    private final String name;
    private volatile Script script;

    ScriptedChannel(final String name, final Script script)
    {
        this.name = name;
        this.script = script;
    }

    void does(final Script next)
    {
        script = next;
    }

    List<String> ids()
    {
        return asked.stream().map(Notification::id).toList();
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        // Read first: what a test sets once it sees that this was asked is for the next.
        final Script now = script;
        asked.add(notification);
        return now.deliver(notification);
    }

    @Override
    public void close()
    {
        closed = true;
    }
}
