package io.interlock.cli.incidents;

import java.io.IOException;
import java.io.InputStream;

/**
 * One case of the corpus.
 *
 * @param name    of its files: NAME.csv or NAME.csv.gz, and NAME.expected.
 * @param rows    the stream that simulate reads, from its beginning each time.
 * @param counted whether its outcome counts transitions in place of telling each: they are too many, or hold figures that are not ours.
 */
record Incident(String name, Rows rows, boolean counted)
{
    /** Opens a stream of rows. */
    interface Rows
    {
        /**
         * Opens it.
         *
         * @return read to its end and closed by the caller.
         * @throws IOException where it cannot be read.
         */
        InputStream open() throws IOException;
    }
}
