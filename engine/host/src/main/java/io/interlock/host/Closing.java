package io.interlock.host;

/**
 * Closes one thing after the other, and the next also where one throws: a journal that stays open keeps the next life out.
 *
 * <p>Threading: stateless.
 */
final class Closing
{
    private Closing()
    {
    }

    /** Throws what was thrown first, once all are closed. */
    static void inTurn(final Runnable... steps)
    {
        Throwable first = null;
        for (final Runnable step : steps)
        {
            try
            {
                step.run();
            }
            catch (final RuntimeException | Error thrown)
            {
                if (first == null)
                {
                    first = thrown;
                }
                else if (first != thrown)
                {
                    first.addSuppressed(thrown);
                }
            }
        }
        if (first instanceof Error error)
        {
            throw error;
        }
        if (first != null)
        {
            throw (RuntimeException)first;
        }
    }
}
