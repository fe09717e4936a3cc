package io.interlock.core.port;

/**
 * Where the engine reads time. Decisions rest on {@link #nanoTime()} alone; wall time is recorded beside it for people, and compared
 * with it to notice a suspended machine.
 *
 * <p>Threading: any thread.
 */
public interface EngineClock
{
    /** The machine's own clocks. */
    EngineClock SYSTEM = new EngineClock()
    {
        @Override
        public long nanoTime()
        {
            return System.nanoTime();
        }

        @Override
        public long wallMs()
        {
            return System.currentTimeMillis();
        }
    };

    /**
     * Monotonic time.
     *
     * @return nanoseconds from an origin of its own; never falls.
     */
    long nanoTime();

    /**
     * Wall time.
     *
     * @return milliseconds since 1970, UTC; may jump.
     */
    long wallMs();
}
