package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.status.Situation;

/**
 * An operator's command. The event is the caller's copy: it outlives a ring that had no room for it.
 *
 * <p>Threading: made by the caller, then the breaker thread's.
 */
final class CommandRequest extends Request<CommandResult>
{
    /** What the refusal of an approval begins with. */
    static final String CHANGED = "the scope is not as it was when this was asked for: ";

    private final InputEvent event;
    private final String actor;
    private final boolean kill;
    private final Situation expected;

    CommandRequest(final InputEvent event, final String actor, final boolean kill)
    {
        this(event, actor, kill, null);
    }

    /** To be carried out in no other situation; null: in any. */
    CommandRequest(final InputEvent event, final String actor, final boolean kill, final Situation expected)
    {
        this.expected = expected;
        this.event = event;
        this.actor = actor;
        this.kill = kill;
    }

    InputEvent event()
    {
        return event;
    }

    String actor()
    {
        return actor;
    }

    boolean kill()
    {
        return kill;
    }

    @Override
    void execute(final BreakerAgent breaker)
    {
        if (expected != null)
        {
            // What is due by now counts: a command brings the time on itself, and what that changes is not what was asked about.
            breaker.judgeGuarded(new InputEvent().plain(InputKind.TICK, 0));
            final Situation now = StatusBuilder.situation(breaker, event.scopeId());
            final String changed = now.changedSince(expected);
            if (changed != null)
            {
                complete(new CommandResult(false, CHANGED + changed, now.own(), false));
                return;
            }
        }
        breaker.command(this);
    }
}
