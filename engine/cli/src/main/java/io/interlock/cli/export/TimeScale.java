package io.interlock.cli.export;

/**
 * Engine time as the milliseconds of a row. They look like wall time, but seconds of engine time stay seconds of the stream: the windows
 * of the law are made of whole seconds, so the two are shifted against each other by whole seconds only. A row can so be a second or so
 * away from the wall time that was recorded beside it: half of one by that, the rest by how long the launch took.
 *
 * <p>Threading: immutable.
 *
 * @param offsetMs what is added; a multiple of 1000.
 */
public record TimeScale(long offsetMs)
{
    private static final long NS_PER_MS = 1_000_000;
    private static final long MS_PER_SECOND = 1000;

    /**
     * The scale on which one instant has both its times.
     *
     * @param timeNs engine time.
     * @param wallMs wall time of the same instant.
     * @return the nearest in whole seconds.
     */
    public static TimeScale of(final long timeNs, final long wallMs)
    {
        final long difference = wallMs - Math.floorDiv(timeNs, NS_PER_MS);
        return new TimeScale(Math.floorDiv(difference + MS_PER_SECOND / 2, MS_PER_SECOND) * MS_PER_SECOND);
    }

    /**
     * The time of a row.
     *
     * @param timeNs engine time.
     * @return milliseconds; what is less than one is cut off.
     */
    public long ms(final long timeNs)
    {
        return Math.floorDiv(timeNs, NS_PER_MS) + offsetMs;
    }
}
