package io.interlock.host;

import java.util.List;

/** What a test says of the process. Threading: one thread. */
final class FakeReadings implements HealthReadings
{
    double heap = 0.5;
    long collection = 1;
    Descriptors descriptors = new Descriptors(10, 1_000);
    long room = 1L << 30;
    List<String> ended = List.of();
    String directory;
    Throwable thrown;

    @Override
    public Heap heap()
    {
        if (thrown instanceof Error error)
        {
            throw error;
        }
        if (thrown instanceof RuntimeException exception)
        {
            throw exception;
        }
        return new Heap(heap, collection);
    }

    @Override
    public Descriptors descriptors()
    {
        return descriptors;
    }

    @Override
    public long room()
    {
        return room;
    }

    @Override
    public List<String> endedThreads()
    {
        return ended;
    }

    @Override
    public String directory()
    {
        return directory;
    }
}
