package io.interlock.cli.demo.post;

import java.util.ArrayList;
import java.util.List;

/** What arrived, in order; bounded, since a stranger may write to a port. Threading: any thread. */
final class Inbox
{
    private static final int CAPACITY = 10_000;

    private final List<Arrived> arrived = new ArrayList<>();

    synchronized void add(final Arrived one)
    {
        if (arrived.size() < CAPACITY)
        {
            arrived.add(one);
        }
    }

    synchronized List<Arrived> all()
    {
        return List.copyOf(arrived);
    }
}
