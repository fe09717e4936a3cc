package io.interlock.notify.words;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;

/** What things are called in a message. Every text is clean. Threading: stateless. */
final class Names
{
    static final int LONGEST = 400;
    private static final int LONGEST_NAME = 120;

    private Names()
    {
    }

    /** A scope in the middle of a sentence. */
    static String scope(final String path)
    {
        return path.isEmpty() ? "the whole engine" : CleanText.line(path, LONGEST_NAME);
    }

    /** A name that is not ours: a cause's, an issue's. */
    static String name(final String given)
    {
        return CleanText.line(given, LONGEST_NAME);
    }

    /** The level of that name; null for none. */
    static Level level(final String name)
    {
        for (final Level level : Level.values())
        {
            if (level.name().equals(name))
            {
                return level;
            }
        }
        return null;
    }

    /** The cause with its numbers: {@code API_LATENCY 4000 ms (threshold 3000 ms)}. */
    static String cause(final Draft.Facts facts)
    {
        final String value = Figures.number(facts.cause(), facts.value());
        final String threshold = Figures.number(facts.cause(), facts.threshold());
        return name(facts.cause()) + (value.isEmpty() ? "" : " " + value) + (threshold.isEmpty() ? "" : " (threshold " + threshold + ")");
    }

    /** What the cause means; empty for a name that is not the law's. */
    static String meaning(final Draft draft)
    {
        final Cause cause = Figures.cause(draft.facts().cause());
        if (draft.kind() == Kind.ISSUE && cause == Cause.RECOVERY)
        {
            return "what a start found of the last life";
        }
        if (cause == null)
        {
            return "";
        }
        return switch (cause)
        {
            case API_LATENCY -> "the venue took too long to answer";
            case SLIPPAGE -> "a fill was too far from its expected price";
            case CONSECUTIVE_FAILURES -> "orders failed in a row";
            case FAILURE_RATE -> "too large a share of the orders in the window failed";
            case LOSS -> "too much equity was lost";
            case EXCHANGE -> "the venue says that it is slow, degraded or down";
            case NETWORK -> "the session to the venue is gone";
            case MEMORY_ERROR, SECURITY_BREACH, DATABASE_CORRUPTION, SYSTEM_ERROR -> "a critical error was reported";
            case OPERATOR_KILL -> "an operator pulled the cord";
            case INVALID_SAMPLE -> "a report that cannot be true was refused";
            case OVERLOAD -> "reports came faster than they could be judged, and were folded";
            case JOURNAL -> "the journal cannot be written";
            case JOURNAL_DAMAGE -> "the journal was found damaged";
            case RESTARTS -> "the engine was started unplanned too often";
            case RECOVERY -> "the cooldown is over and the evidence is there";
            case CONFIRM -> "an operator confirmed";
            case FORCE_RECOVERY -> "an operator forced it";
            case RESET -> "an operator reset it after a restart";
        };
    }
}
