package io.interlock.core.engine;

import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.port.ReloadRecord;
import io.interlock.core.port.ScopeVital;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.collections.IntArrayList;

/**
 * Takes what the machine decides while it judges one event: numbers it, hands it to the audit ring, and remembers which gate words to
 * publish when the judgement is over.
 *
 * <p>Threading: breaker thread only.
 */
final class Decisions implements Effects
{
    private static final int NONE = -1;
    /** Rounds between two tries where there is no memory: each costs a collection of the whole heap. */
    private static final int OWED_ROUNDS = 64;

    private final EngineParts parts;
    private final OwedTransitions owed;
    private final IntArrayList dirty = new IntArrayList();
    private final Deque<Object> backlog = new ArrayDeque<>();
    /** Put into words only after the gates are tight. */
    private final List<Supplier<Issue>> issues = new ArrayList<>();
    private int touched = NONE;
    private VitalWatch vitals;
    private boolean judging;
    private GatePublisher publisher;
    private AttentionBoard attention;
    private CommandRequest command;
    private ReloadInput reload;
    private CommandResult commandResult;
    /** What the caller said of a failure; null for none. */
    private String details;
    private long sequence;
    private long transitions;
    private long told;
    private long wallMs;
    /** A code, since a reference stored into an old object costs a fence. */
    private int highest;
    private boolean overrideOff;
    private int owedRounds;
    private boolean unwoken;

    Decisions(final EngineParts parts)
    {
        this.parts = parts;
        owed = new OwedTransitions(parts.bootId());
    }

    void publisher(final GatePublisher value)
    {
        publisher = value;
    }

    void attention(final AttentionBoard value)
    {
        attention = value;
    }

    /** A judgement begins; {@code request} null for a report. */
    void begin(final InputEvent event, final CommandRequest request, final long atWallMs)
    {
        command = request;
        commandResult = null;
        overrideOff = false;
        wallMs = atWallMs;
        highest = 0;
        final InputKind kind = event.kind();
        details = kind == InputKind.ORDER_FAILURE || kind == InputKind.CRITICAL_ERROR ? textOf(event) : null;
        // What passes changes nothing that a restart brings back, unless it makes a transition.
        touched = kind.isPassing() ? NONE : event.scopeId();
        dirty.clear();
        judging = true;
    }

    /** What is judged goes before what is said of it. */
    private String textOf(final InputEvent event)
    {
        try
        {
            return event.text();
        }
        catch (final OutOfMemoryError full)
        {
            parts.reserve().release();
            return null;
        }
    }

    /**
     * The judgement is over: publishes every gate word that it changed, and only then hands over what there is to tell (tighten, then
     * journal). Nobody is woken here, since to wake a thread costs more than all the rest of a reaction: see {@link #wake()}.
     */
    void end()
    {
        judging = false;
        try
        {
            for (int i = 0; i < dirty.size(); i++)
            {
                publisher.changed(dirty.getInt(i));
            }
        }
        finally
        {
            unwoken |= !issues.isEmpty();
            for (int i = 0; i < issues.size(); i++)
            {
                parts.raiseQuietly(issues.get(i).get());
            }
            issues.clear();
            keepVitals();
            flush();
        }
    }

    private void keepVitals()
    {
        if (vitals == null)
        {
            return;
        }
        for (int i = 0; i < dirty.size(); i++)
        {
            keepVital(dirty.getInt(i));
        }
        if (touched != NONE)
        {
            keepVital(0);
            keepVital(touched);
        }
    }

    private void keepVital(final int scopeId)
    {
        final ScopeVital vital = vitals.changed(scopeId, sequence, wallMs);
        if (vital != null)
        {
            owed.payTo(backlog);
            backlog.add(vital);
        }
    }

    /** Where a journal keeps what a restart brings back. */
    void vitals(final VitalWatch value)
    {
        vitals = value;
    }

    /** A launch keeps what a scope is now. */
    void kept(final int scopeId)
    {
        if (vitals != null)
        {
            vitals.kept(scopeId);
        }
    }

    @Override
    public void onTransition(final Transition transition)
    {
        told++;
        sequence++;
        parts.journal().decided(sequence);
        transitions++;
        final int id = transition.scopeId();
        if (transition.to().isAbove(transition.from()))
        {
            // Before anything is said about it: the machine has the new level already, and a trading thread may be asking.
            publisher.changed(id);
        }
        // Before anything allocates.
        parts.dumps().decided(transition, path(id), sequence);
        final boolean tightens = transition.to().isAbove(transition.from());
        if (!tightens && parts.journal().durable() < sequence)
        {
            publisher.loosened(sequence, id, transition.from());
        }
        if (tightens)
        {
            highest = Math.max(highest, transition.to().ordinal());
        }
        dirty.addInt(id);
        if (!owed.add(transition, path(id), sequence, wallMs))
        {
            parts.journal().fail();
        }
        payOwed();
        if (!judging)
        {
            flush();
        }
    }

    /** Makes records of transitions, or tries again later where there is no memory: without one nobody would cancel anything. */
    private void payOwed()
    {
        try
        {
            owed.payTo(backlog);
        }
        catch (final OutOfMemoryError full)
        {
            parts.reserve().release();
        }
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        told++;
        if (cause == Cause.INVALID_SAMPLE)
        {
            return;
        }
        try
        {
            issues.add(() -> new Issue(wallMs, cause.name(), path(scopeId), cause.forPeople(value), cause.forPeople(threshold),
                details == null || details.isEmpty() ? "demands " + demand : details));
        }
        catch (final OutOfMemoryError full)
        {
            // A word less is better than the transition that comes next.
            parts.reserve().release();
            parts.tally().fault();
        }
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
    {
        parts.tally().reject();
        // At once: the event is written over before the judgement ends.
        final Issue issue =
            new Issue(wallMs, Cause.INVALID_SAMPLE.name(), path(scopeId), Double.NaN, Double.NaN, event.kind() + ": " + why);
        issues.add(() -> issue);
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
    {
        sequence++;
        parts.journal().decided(sequence);
        if (overrideOff && parts.journal().durable() < sequence)
        {
            publisher.loosened(sequence, scopeId, null);
        }
        final String actor = command == null ? "" : command.actor();
        audit(new CommandRecord(
            sequence, wallMs, event.kind().name(), path(scopeId), actor, event.text(), new CommandRecord.Outcome(accepted, message)));
        commandResult = new CommandResult(accepted, message, Level.CLOSED, false);
        if (accepted && event.kind() == InputKind.ACCEPT && event.code() == Cause.JOURNAL.ordinal())
        {
            parts.journal().requestReopen();
            audit(AuditMark.REOPEN);
        }
    }

    /** The judgement that began is of a reload. */
    void reload(final ReloadInput input)
    {
        reload = input;
    }

    @Override
    public void onReload(final boolean applied, final String message, final long timeNs)
    {
        sequence++;
        parts.journal().decided(sequence);
        audit(new ReloadRecord(new CommandRecord(sequence, wallMs, ReloadRecord.COMMAND, "", reload.actor(), reload.reason(),
            new CommandRecord.Outcome(true, message)), applied ? reload.config().hash() : ""));
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        overrideOff = !on;
        dirty.addInt(scopeId);
    }

    @Override
    public void onAttention(final int scopeId, final boolean on)
    {
        // At once, and so before the sequence of the event counts as consumed (DESIGN, lanes 3).
        attention.set(scopeId, on);
    }

    /**
     * Hands a record over, at the end of a judgement; what finds no room waits here, in order, and an audit ring that stays full is a
     * failed journal.
     */
    void audit(final Object record)
    {
        // In order: the journal's sequences are contiguous.
        owed.payTo(backlog);
        backlog.add(record);
        if (!judging)
        {
            flush();
        }
    }

    /** Tries again what found no room. */
    int flush()
    {
        int done = 0;
        if (!owed.isEmpty() && ++owedRounds % OWED_ROUNDS == 0)
        {
            payOwed();
        }
        while (!backlog.isEmpty() && parts.audit().put(backlog.peek()))
        {
            backlog.poll();
            done++;
        }
        unwoken |= done > 0;
        if (!backlog.isEmpty())
        {
            parts.journal().fail();
        }
        return done;
    }

    /** Wakes who waits for records: after a judgement that tightened, else when the round is over, once for all. */
    void wake()
    {
        if (unwoken)
        {
            unwoken = false;
            parts.audit().wake();
        }
    }

    /** What the machine said to the command, or null where it said nothing. */
    CommandResult commandResult()
    {
        return commandResult;
    }

    /** The most severe level that the judgement raised a scope to; CLOSED where it raised none. */
    Level highest()
    {
        return Level.of(highest);
    }

    /** Sequence of the last decision; 0 before the first. */
    long sequence()
    {
        return sequence;
    }

    /** How often the machine said something that time alone may have brought: a transition, or a threshold that was reached. */
    long told()
    {
        return told;
    }

    long transitions()
    {
        return transitions;
    }

    private String path(final int scopeId)
    {
        return parts.registry().all().get(scopeId).path();
    }
}
