package io.interlock.bench.harness;

/**
 * What an open loop measures, one series of it. Opened before each block and closed after it, so that nothing of one series runs or is
 * kept while another is measured.
 *
 * <p>Threading: one thread; it may start others between open and close.
 */
interface Subject
{
    /** What the series is called. */
    String name();

    /** Before a block; its time is not measured. */
    default void open()
    {
        // Nothing to start.
    }

    /** The operation. */
    void run();

    /** After each operation; its time is not measured, unless it is still running when the next one is due. */
    default void reset()
    {
        // Nothing to take back.
    }

    /** After a block; its time is not measured. */
    default void close()
    {
        // Nothing to end.
    }
}
