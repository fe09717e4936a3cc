package io.interlock.journal.replay;

/**
 * Told now and then how far a long reading is.
 *
 * <p>Threading: the reading thread's.
 */
@FunctionalInterface
public interface Progress
{
    /** Nobody looks. */
    Progress NONE = (events, bytes) ->
    {
    };

    /**
     * So far.
     *
     * @param events judged.
     * @param bytes  read of the recording's blocks.
     */
    void at(long events, long bytes);
}
