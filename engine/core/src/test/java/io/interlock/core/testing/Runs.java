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
     * If the code is broken on purpose, to see whether the test notices it ({@code .ci/mutations}).
     *
     * @return true there.
     */
    public static boolean mutant()
    {
        return Boolean.getBoolean("interlock.mutant");
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
     * Counts what was done, once it has held, beside the name of the class that did it.
     *
     * @param what  for people, without tabs: "kill -9 of a gateway".
     * @param count how often.
     * @param shown what was seen, for people: "0 acknowledged records lost, reopened within 0.4 s".
     */
    public static synchronized void done(final String what, final long count, final String shown)
    {
        if (mutant())
        {
            return;
        }
        final String type = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass().getName();
        final String test = type.indexOf('$') < 0 ? type : type.substring(0, type.indexOf('$'));
        try
        {
            Files.createDirectories(COUNTS.getParent());
            Files.writeString(COUNTS, what + '\t' + count + '\t' + shown + '\t' + test + '\n', StandardCharsets.UTF_8,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        catch (final IOException unwritten)
        {
            throw new UncheckedIOException(unwritten);
        }
    }
}
