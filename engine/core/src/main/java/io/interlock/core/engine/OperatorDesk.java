package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.status.ScopeLook;
import io.interlock.core.status.Situation;
import java.util.List;

/**
 * Where operators command (SEMANTICS 4). Each command goes through the input ring, is judged like any other input and journaled with its
 * actor; the call waits for the answer up to a deadline and says so when there is none. A kill guards its scope before it enters the ring.
 *
 * <p>Threading: any thread but a trading one: it blocks.
 */
public final class OperatorDesk
{
    private final EngineParts parts;
    private final long deadlineNs;
    private final ReloadDesk reloads;
    private volatile ReloadSource source;

    OperatorDesk(final EngineParts parts, final long deadlineNs)
    {
        this.parts = parts;
        this.deadlineNs = deadlineNs;
        reloads = new ReloadDesk(parts, deadlineNs);
    }

    /**
     * What can be commanded. The breaker thread is not asked.
     *
     * @return paths of all scopes that there are; {@code ""} is the root.
     */
    public List<String> scopes()
    {
        return parts.registry().all().stream().map(Scope::path).toList();
    }

    /**
     * Refuses OPEN in a scope and below, or stops doing so. Doing it twice is no error.
     *
     * @param scope   a scope that exists; {@code ""} is the root.
     * @param enabled whether it is to be on.
     * @param actor   who; required.
     * @param reason  why; may be empty.
     * @return never null.
     */
    public CommandResult override(final String scope, final boolean enabled, final String actor, final String reason)
    {
        return run(enabled ? InputKind.OVERRIDE_ENABLE : InputKind.OVERRIDE_DISABLE, scope, actor, reason);
    }

    /**
     * Leaves HALT where it waits for that.
     *
     * @param scope  a scope that exists; {@code ""} is the root.
     * @param actor  who; required.
     * @param reason why; may be empty.
     * @return a refusal says what is missing.
     */
    public CommandResult confirm(final String scope, final String actor, final String reason)
    {
        return run(InputKind.CONFIRM, scope, actor, reason);
    }

    /**
     * Takes a scope to CLOSED at once from any level below SHUTDOWN.
     *
     * @param scope  a scope that exists; {@code ""} is the root.
     * @param actor  who; required.
     * @param reason why; may be empty.
     * @return refused at SHUTDOWN.
     */
    public CommandResult forceRecovery(final String scope, final String actor, final String reason)
    {
        return run(InputKind.FORCE_RECOVERY, scope, actor, reason);
    }

    /**
     * As {@link #forceRecovery(String, String, String)}, in one situation alone: who approves what another asked for approves no more.
     *
     * @param scope    a scope that exists; {@code ""} is the root.
     * @param actor    who; required.
     * @param reason   why; may be empty.
     * @param expected of {@link #look}; the breaker thread compares it with what is when the command's turn comes.
     * @return refused at SHUTDOWN, and, without having reached the machine, in another situation.
     */
    public CommandResult forceRecovery(final String scope, final String actor, final String reason, final Situation expected)
    {
        return run(InputKind.FORCE_RECOVERY, scope, actor, reason, expected);
    }

    /**
     * SHUTDOWN for a scope and all below it. Its gates refuse before the breaker thread has heard of it, even where that never answers.
     *
     * @param scope  a scope that exists; {@code ""} is the root.
     * @param actor  who; required.
     * @param reason why; may be empty.
     * @return timed out: the guard is up and stays up.
     */
    public CommandResult kill(final String scope, final String actor, final String reason)
    {
        return run(InputKind.KILL, scope, actor, reason);
    }

    /**
     * Back from SHUTDOWN to CLOSED after a restart.
     *
     * @param scope  a scope that exists; {@code ""} is the root.
     * @param actor  who; required.
     * @param reason why; required.
     * @return a refusal says what is missing.
     */
    public CommandResult reset(final String scope, final String actor, final String reason)
    {
        if (reason == null || reason.isBlank())
        {
            return refused("a reset needs a reason", parts.registry().find(scope));
        }
        return run(InputKind.RESET, scope, actor, reason);
    }

    /**
     * As {@link #reset(String, String, String)}, in one situation alone.
     *
     * @param scope    a scope that exists; {@code ""} is the root.
     * @param actor    who; required.
     * @param reason   why; required.
     * @param expected see {@link #forceRecovery(String, String, String, Situation)}.
     * @return a refusal says what is missing.
     */
    public CommandResult reset(final String scope, final String actor, final String reason, final Situation expected)
    {
        return reason == null || reason.isBlank() ? reset(scope, actor, reason) : run(InputKind.RESET, scope, actor, reason, expected);
    }

    /**
     * Accepts what stands at the root: a failed journal, a damaged one, or too many restarts.
     *
     * @param cause  JOURNAL, JOURNAL_DAMAGE or RESTARTS.
     * @param actor  who; required.
     * @param reason why; may be empty.
     * @return refused for any other cause.
     */
    public CommandResult accept(final Cause cause, final String actor, final String reason)
    {
        return accept(cause, actor, reason, null);
    }

    /**
     * As {@link #accept(Cause, String, String)}, in one situation of the root alone.
     *
     * @param cause    JOURNAL, JOURNAL_DAMAGE or RESTARTS.
     * @param actor    who; required.
     * @param reason   why; may be empty.
     * @param expected see {@link #forceRecovery(String, String, String, Situation)}; null: any.
     * @return refused for any other cause.
     */
    public CommandResult accept(final Cause cause, final String actor, final String reason, final Situation expected)
    {
        if (cause != Cause.JOURNAL && cause != Cause.JOURNAL_DAMAGE && cause != Cause.RESTARTS)
        {
            return refused("only JOURNAL, JOURNAL_DAMAGE and RESTARTS can be accepted, not " + cause, parts.registry().find(""));
        }
        return send(new InputEvent().accept(0, cause), parts.registry().find(""), actor, reason, expected);
    }

    /**
     * How a scope is at this moment, for who is about to command it.
     *
     * @param path {@code ""} is the root.
     * @return null where there is no such scope, or the breaker thread does not answer.
     */
    public ScopeLook look(final String path)
    {
        final Scope scope = path == null ? null : parts.registry().find(path);
        return scope == null ? null : parts.ask(StatusBuilder.look(scope.id()), EngineClock.SYSTEM.nanoTime() + deadlineNs);
    }

    /**
     * Has the engine go on under another configuration, as a recorded event that keeps levels, windows and deadlines. What tightens is
     * applied at once; what loosens once the journal holds durably that it will.
     *
     * @param order  what to go on under.
     * @param actor  who; required.
     * @param reason why; may be empty.
     * @return a refusal names each key that needs a restart; then nothing was changed.
     * @throws io.interlock.config.ConfigException where code made a configuration that no file could say.
     */
    public CommandResult reload(final ReloadOrder order, final String actor, final String reason)
    {
        return reloads.reload(order, actor, reason);
    }

    /**
     * What is in force.
     *
     * @return what the engine was started with, or what the last reload put in its place.
     */
    public BreakerConfig config()
    {
        return parts.config();
    }

    /**
     * Sets who reads the configuration again that the engine was started with, for the command slot.
     *
     * @param value not null.
     */
    public void reloadsFrom(final ReloadSource value)
    {
        source = value;
    }

    /**
     * Whether a kill or a critical error guards some scope, and nobody has judged it.
     *
     * @return as any thread sees it, without a lock: for moments true at each of them.
     */
    public boolean isShutDownUnjudged()
    {
        return parts.registry().isShutDownUnjudged();
    }

    /** Reads it again; from the command slot. */
    CommandResult reloadAgain(final String actor, final String reason, final boolean dryRun)
    {
        final ReloadSource from = source;
        return from == null ? refused("this engine was started without a configuration file: there is nothing to read again",
            parts.registry().find("")) : from.reload(actor, reason, dryRun);
    }

    private CommandResult run(final InputKind kind, final String path, final String actor, final String reason)
    {
        return run(kind, path, actor, reason, null);
    }

    private CommandResult run(
        final InputKind kind, final String path, final String actor, final String reason, final Situation expected)
    {
        final Scope scope = path == null ? null : parts.registry().find(path);
        if (scope == null)
        {
            return refused("there is no scope \"" + path + "\"", null);
        }
        return send(new InputEvent().plain(kind, scope.id()), scope, actor, reason, expected);
    }

    private CommandResult send(
        final InputEvent event, final Scope scope, final String actor, final String reason, final Situation expected)
    {
        if (actor == null || actor.isBlank())
        {
            return refused("a command needs an actor", scope);
        }
        event.text(reason);
        final boolean kill = event.kind() == InputKind.KILL;
        if (kill)
        {
            parts.registry().kill(scope);
        }
        final CommandRequest request = new CommandRequest(event, actor, kill, expected);
        final long endNs = EngineClock.SYSTEM.nanoTime() + deadlineNs;
        if (!parts.mailbox().send(request, endNs, parts::pump))
        {
            if (kill)
            {
                parts.mailbox().sendUrgent(request);
                return new CommandResult(
                    false, "the input ring is full: the guard refuses everything but cancels, the kill is judged later",
                    scope.level(), true);
            }
            return new CommandResult(false, "the input ring stayed full: the command was not given", scope.level(), true);
        }
        final CommandResult result = parts.await(request, endNs);
        if (result == null)
        {
            final String message = kill ? "the breaker thread did not answer in time; the guard refuses everything but cancels"
                : "the breaker thread did not answer in time; the command may still be carried out";
            return new CommandResult(false, message, scope.level(), true);
        }
        return result;
    }

    private static CommandResult refused(final String message, final Scope scope)
    {
        return new CommandResult(false, message, scope == null ? Level.CLOSED : scope.ownLevel(), false);
    }
}
