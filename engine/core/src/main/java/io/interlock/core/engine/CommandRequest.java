package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;

/**
 * An operator's command. The event is the caller's copy: it outlives a ring that had no room for it.
 *
 * <p>Threading: made by the caller, then the breaker thread's.
 */
final class CommandRequest extends Request<CommandResult>
{
    private final InputEvent event;
    private final String actor;
    private final boolean kill;

    CommandRequest(final InputEvent event, final String actor, final boolean kill)
    {
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
        breaker.command(this);
    }
}
