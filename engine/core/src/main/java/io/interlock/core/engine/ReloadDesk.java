package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigChange;
import io.interlock.config.ConfigDifference;
import io.interlock.core.model.Level;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.port.ReloadRecord;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Has a running engine go on under another configuration. What only tightens is applied at once. What loosens anything is announced first,
 * and applied once the journal holds the announcement durably; with a failed journal it is refused (DESIGN, invariant 3).
 *
 * <p>Threading: any thread but a trading one and the breaker's: it blocks. One reload at a time.
 */
final class ReloadDesk
{
    /** Of the words of a difference that a record keeps, in characters. */
    private static final int MOST_WORDS = 4_000;
    private static final int MOST_REASON = 500;
    private static final int HASH_SHOWN = 12;
    private static final long LOOK_NS = 200_000L;

    private final EngineParts parts;
    private final long deadlineNs;

    ReloadDesk(final EngineParts parts, final long deadlineNs)
    {
        this.parts = parts;
        this.deadlineNs = deadlineNs;
    }

    synchronized CommandResult reload(final ReloadOrder order, final String actor, final String reason)
    {
        if (actor == null || actor.isBlank())
        {
            return refused("", "a reload needs an actor");
        }
        final BreakerConfig inForce = parts.config();
        if (order.judged() != null && order.judged() != inForce)
        {
            return refused(actor, ReloadRequest.OVERTAKEN);
        }
        final ConfigDifference difference = ConfigDifference.of(inForce, order.config());
        if (!difference.refused().isEmpty())
        {
            return refused(actor, "nothing was changed: " + difference.refused().stream().map(ConfigChange::words)
                .collect(Collectors.joining("; ")));
        }
        if (difference.isEmpty())
        {
            return new CommandResult(true, "nothing differs, and nothing was changed", level(), false);
        }
        final String given = reason == null ? "" : reason.substring(0, Math.min(reason.length(), MOST_REASON));
        final String what = "configuration " + shown(order.former()) + " -> " + shown(order.text().hash()) + ": "
            + difference.words(MOST_WORDS);
        if (!difference.loosening().isEmpty())
        {
            final CommandResult missing = announce(actor, given, what);
            if (missing != null)
            {
                return missing;
            }
        }
        final ReloadInput input = new ReloadInput(order.text(), actor, given, what);
        final CommandResult result = ask(ReloadRequest.of(parts, inForce, order.config(), input));
        return result.accepted() || result.timedOut() ? result : refused(actor, result.message());
    }

    /** Null where the journal has it durably. */
    private CommandResult announce(final String actor, final String reason, final String what)
    {
        if (parts.journal().failed())
        {
            return refused(actor, "the journal has failed, and nothing loosens before an operator accepts that: nothing was changed");
        }
        final CommandResult announced = ask(ReloadRequest.announcement(actor, reason, "announced, since it loosens: " + what));
        if (!announced.accepted())
        {
            return announced;
        }
        final long sequence = parts.journal().decided();
        final long endNs = EngineClock.SYSTEM.nanoTime() + deadlineNs;
        while (parts.journal().durable() < sequence)
        {
            if (parts.journal().failed() || EngineClock.SYSTEM.nanoTime() - endNs >= 0 || Thread.currentThread().isInterrupted())
            {
                return refused(actor, "the journal does not hold it durably, and nothing loosens before that: nothing was changed");
            }
            parts.pump();
            LockSupport.parkNanos(LOOK_NS);
        }
        return null;
    }

    private CommandResult ask(final ReloadRequest request)
    {
        final CommandResult result = parts.ask(request, EngineClock.SYSTEM.nanoTime() + deadlineNs);
        return result != null ? result
            : new CommandResult(false, "the breaker thread did not answer in time; the reload may still be carried out", level(), true);
    }

    private CommandResult refused(final String actor, final String message)
    {
        parts.audit().offerOrCount(new AttemptRecord(parts.clock().wallMs(), actor, ReloadRecord.COMMAND, "refused: " + message));
        return new CommandResult(false, message, level(), false);
    }

    private Level level()
    {
        return parts.registry().find("").ownLevel();
    }

    private static String shown(final String hash)
    {
        return hash.isEmpty() ? "?" : hash.substring(0, Math.min(hash.length(), HASH_SHOWN));
    }
}
