package io.interlock.cli.export;

import io.interlock.core.machine.InputEvent;
import java.io.IOException;

/**
 * Where recorded inputs come from, oldest first.
 *
 * <p>Threading: one thread.
 */
public interface RecordedInputs
{
    /** Told of what was recorded. */
    interface Sink
    {
        /**
         * One input as the state machine was told it.
         *
         * @param timeMs milliseconds on the scale of the rows, see {@link TimeScale}.
         * @param scope  whose it is, {@code ""} for the root.
         * @param event  written over by the next.
         */
        void input(long timeMs, String scope, InputEvent event);

        /**
         * What is no input: a gap, a snapshot, the start of a life, a guard bit, the actor of the command that follows.
         *
         * @param timeMs milliseconds on the scale of the rows.
         * @param scope  whose it is, {@code ""} for the root.
         * @param text   for people.
         */
        void note(long timeMs, String scope, String text);
    }

    /**
     * Shows all there is.
     *
     * @param sink told of each.
     * @throws IOException where the recording cannot be read.
     */
    void forEach(Sink sink) throws IOException;
}
