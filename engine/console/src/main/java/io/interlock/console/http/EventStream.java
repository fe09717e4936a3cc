package io.interlock.console.http;

/** What sends events to clients that ask for a stream of them. */
@FunctionalInterface
public interface EventStream
{
    /**
     * A client listens from now on.
     *
     * @param client takes events. This is called on the thread of all sockets, and must not wait.
     */
    void opened(EventSink client);
}
