package io.interlock.core.text;

/** Durations as people read them: the two largest parts. Threading: stateless. */
public final class Durations
{
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Durations()
    {
    }

    /**
     * A duration as text.
     *
     * @param ms milliseconds; a negative one counts as 0.
     * @return for example {@code 3 ms}, {@code 12 s}, {@code 2 min 5 s}, {@code 1 h 20 min}.
     */
    public static String text(final long ms)
    {
        if (ms < SECOND_MS)
        {
            return Math.max(0, ms) + " ms";
        }
        if (ms < MINUTE_MS)
        {
            return ms / SECOND_MS + " s";
        }
        if (ms < HOUR_MS)
        {
            return ms / MINUTE_MS + " min " + ms % MINUTE_MS / SECOND_MS + " s";
        }
        return ms < DAY_MS ? ms / HOUR_MS + " h " + ms % HOUR_MS / MINUTE_MS + " min"
            : ms / DAY_MS + " d " + ms % DAY_MS / HOUR_MS + " h";
    }
}
