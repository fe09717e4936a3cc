package io.interlock.cli.run;

import io.interlock.core.port.Issue;
import io.interlock.core.port.IssueListener;
import io.interlock.core.text.CleanText;
import io.interlock.host.Interlock;
import java.io.PrintStream;
import java.util.Set;

/**
 * What is wrong, on standard error: rows that are none, and what the journal says of itself. An input of nothing but garbage must fill
 * neither the log nor the journal, so at most one refused row a second becomes a line and an issue; all are counted.
 *
 * <p>Threading: any.
 */
final class Complaints implements IssueListener
{
    private static final long EVERY_NS = 1_000_000_000L;
    private static final int LONGEST = 500;
    private static final Set<String> TOLD = Set.of("RECORDING", "REPORT");

    private final PrintStream err;
    private final String input;
    private Interlock interlock;
    private long saidNs = System.nanoTime() - EVERY_NS;
    private long unsaid;

    Complaints(final PrintStream err, final String input)
    {
        this.err = err;
        this.input = CleanText.line(input, LONGEST);
    }

    /** Who is told of refused rows too. */
    synchronized void engine(final Interlock value)
    {
        interlock = value;
    }

    synchronized void say(final String what)
    {
        err.println("interlock run: " + CleanText.line(what, LONGEST));
    }

    synchronized void row(final long line, final String message)
    {
        unsaid++;
        if (System.nanoTime() - saidNs >= EVERY_NS)
        {
            saidNs = System.nanoTime();
            final String what = input + ":" + line + ": " + CleanText.line(message, LONGEST)
                + (unsaid == 1 ? "" : " (and " + (unsaid - 1) + " more since the last that was told)");
            unsaid = 0;
            err.println(what);
            if (interlock != null)
            {
                interlock.engine().raise("INPUT", "", what);
            }
        }
    }

    /** The others are for whoever asks. */
    static boolean isTold(final Issue issue)
    {
        return issue.issueType().startsWith("JOURNAL") || TOLD.contains(issue.issueType());
    }

    @Override
    public void onIssue(final Issue issue)
    {
        if (isTold(issue))
        {
            say(issue.issueType() + ": " + issue.details());
        }
    }
}
