package io.interlock.journal.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where recorded inputs come from.
 *
 * <p>Threading: one thread.
 */
@FunctionalInterface
public interface InputsSource
{
    /** Inputs are not recorded. */
    InputsSource NONE = (directory, fromMs, toMs) -> null;

    /**
     * Opens the recording in a directory.
     *
     * @param directory of the engine.
     * @param fromMs    wall time from which inputs are asked for, milliseconds since 1970.
     * @param toMs      wall time up to which they are asked for.
     * @return null where nothing was recorded.
     * @throws IOException where there is one that cannot be read.
     */
    Recording open(Path directory, long fromMs, long toMs) throws IOException;

    /** A recording that is there. */
    interface Recording extends AutoCloseable
    {
        /**
         * Hands the inputs over, oldest first, and each gap in its place.
         *
         * @param feed gets them.
         * @throws IOException where it cannot be read any further; what came before counts.
         */
        void feed(InputFeed feed) throws IOException;

        @Override
        void close();
    }
}
