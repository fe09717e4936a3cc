package io.interlock.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How often a test repeats what it breaks: a short form in {@code mvn verify}, a long one under {@code -Pnightly}. What was really done is
 * counted, and the nightly run shows the counts ({@code target/counts.tsv} of each module).
 *
 * <p>Threading: any.
 */
public final class Runs
{
    private static final Path COUNTS = Path.of("target", "counts.tsv");

    private Runs()
    {
    }

    /**
     * If the long forms are wanted.
     *
     * @return true under {@code -Pnightly}.
     */
    public static boolean nightly()
    {
        return Boolean.getBoolean("interlock.nightly");
    }

    /**
     * How often.
     *
     * @param shortForm in {@code mvn verify}.
     * @param longForm  under {@code -Pnightly}.
     * @return one of both.
     */
    public static int of(final int shortForm, final int longForm)
    {
        return nightly() ? longForm : shortForm;
    }

    /**
     * Counts what was done, once it has held.
     *
     * @param what  for people, without tabs: "kill -9 of a gateway".
     * @param count how often.
     * @param shown what was seen, for people: "0 acknowledged records lost, reopened within 0.4 s".
     */
    public static synchronized void done(final String what, final long count, final String shown)
    {
        try
        {
            Files.createDirectories(COUNTS.getParent());
            Files.writeString(COUNTS, what + '\t' + count + '\t' + shown + '\n', StandardCharsets.UTF_8,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        catch (final IOException unwritten)
        {
            throw new UncheckedIOException(unwritten);
        }
    }
}
