package io.interlock.core.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Names all that is wrong with what an engine is to be started with. Threading: the launching thread. */
final class ContextCheck
{
    private final List<String> errors = new ArrayList<>();

    private ContextCheck()
    {
    }

    /** For the caller to add to. */
    static List<String> errors(final EngineContext context)
    {
        final ContextCheck check = new ContextCheck();
        check.parts(context);
        check.limits(context);
        if (context.transitionListeners().contains(null) || context.issueListeners().contains(null))
        {
            check.errors.add("a listener is null");
        }
        return check.errors;
    }

    private void parts(final EngineContext context)
    {
        require(context.config(), "config");
        require(context.clock(), "clock");
        require(context.journal(), "journal (TransitionJournal.NONE for none)");
        require(context.inputs(), "inputs (InputRecorder.NONE for none)");
        require(context.notificationSink(), "notificationSink (NotificationSink.NONE for none)");
        require(context.actions(), "actions (TradingActions.NONE for none)");
        require(context.exposure(), "exposure (ExposureSource.NONE for none)");
        require(context.deadManSwitch(), "deadManSwitch (DeadManSwitch.NONE for none)");
        require(context.commandRule(), "commandRule (CommandRule.NONE for none)");
    }

    private void limits(final EngineContext context)
    {
        require(isLength(context.listenerDeadline()) ? context.listenerDeadline() : null, "listenerDeadline (a time above 0)");
        if (!isLength(context.actionDeadline()) || context.actionAttempts() < 1)
        {
            errors.add("actionLimits are " + context.actionDeadline() + " and " + context.actionAttempts()
                + ": a time above 0 and at least 1 attempt");
        }
        if (!isLength(context.commandDeadline()))
        {
            errors.add("commandDeadline is " + context.commandDeadline() + ": a time above 0");
        }
    }

    private static boolean isLength(final Duration value)
    {
        return value != null && !value.isNegative() && !value.isZero();
    }

    private void require(final Object value, final String name)
    {
        if (value == null)
        {
            errors.add(name + " is missing");
        }
    }
}
