package io.interlock.journal.input;

/**
 * Events of one life, packed, on their way from the breaker thread to the writer's; made once and used for ever.
 *
 * <p>Threading: whoever holds it; handed over through a queue.
 */
final class Block
{
    final byte[] bytes;
    int end = InputLayout.HEADER;
    long number;
    long timeNs;
    long wallMs;
    int events;
    /** Of the configuration that its events were judged under. */
    int generation;

    Block(final int size)
    {
        bytes = new byte[size];
    }

    boolean isEmpty()
    {
        return events == 0;
    }

    void begin(final long beginsNs, final long beginsMs)
    {
        end = InputLayout.HEADER;
        events = 0;
        timeNs = beginsNs;
        wallMs = beginsMs;
    }
}
