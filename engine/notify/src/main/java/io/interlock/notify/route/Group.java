package io.interlock.notify.route;

import io.interlock.core.model.Level;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;

/**
 * The changes of one scope on one channel. The first is offered to the channel's gate at once; those that come within the group wait after
 * a message, or while the gate keeps one, are joined into one message. It says what holds now, is as loud as the loudest, has a line for
 * each other change (equal ones once, with their number), and carries the id of the first CRITICAL among them, so that a crash in between
 * loses none: each joined change is at once {@link Outbox#suppressed} as joined into that id.
 *
 * <p>An EMERGENCY waits for no group, and neither does what is CRITICAL and stricter than the level last sent, a few times in a minute.
 *
 * <p>The trail is that of the episode which the receiver was first told of and has not been told the end of: where a scope was CLOSED for
 * less than the group wait, the receiver's incident goes on.
 *
 * <p>Threading: the router's thread.
 */
final class Group implements Message
{
    /** Why what the receiver knows is not sent: its incident goes on. */
    static final String TOLD_ALREADY = "told already: the same level for the same cause";

    private static final int MOST_HURRIED = 4;
    private static final long MINUTE_MS = 60_000;

    private final ChannelGate gate;
    private final Outbox outbox;
    private final ScopeState scope;
    private final long waitMs;
    private final GroupLines lines = new GroupLines();
    private Draft head;
    private Draft latest;
    private Priority top;
    private long openUntilMs = Long.MIN_VALUE;
    private long hurriedSinceMs;
    private int hurried;
    private Draft lastSent;
    private Priority lastTop = Priority.INFO;
    private final OpenIncident incident = new OpenIncident();
    private long urgentSentMs = Long.MIN_VALUE;

    Group(final ChannelGate gate, final Outbox outbox, final ScopeState scope, final long waitMs)
    {
        this.gate = gate;
        this.outbox = outbox;
        this.scope = scope;
        this.waitMs = waitMs;
    }

    /** A change that is for this channel. */
    void change(final Draft draft, final long nowMs)
    {
        if (incident.isLaterKnown())
        {
            goOn(nowMs);
        }
        if (draft.priority() == Priority.EMERGENCY || hurries(draft, nowMs))
        {
            atOnce(draft, nowMs);
        }
        else if (head != null)
        {
            join(draft, nowMs);
        }
        else if (nowMs < openUntilMs && isToldAlready(draft))
        {
            outbox.suppressed(gate.route().name(), draft, TOLD_ALREADY);
        }
        else
        {
            start(draft);
            if (nowMs >= openUntilMs)
            {
                gate.offer(this, nowMs);
            }
        }
    }

    /** What comes now belongs to the incident that a former life told of: an older end that waits goes before it, all else with it. */
    private void goOn(final long nowMs)
    {
        if (ends())
        {
            gate.offer(this, nowMs);
        }
        incident.goOn();
    }

    private boolean isToldAlready(final Draft draft)
    {
        return draft.kind() == Kind.TRANSITION && lastSent != null && lastSent.kind() == Kind.TRANSITION && incident.isTold()
            && lastSent.facts().to().equals(draft.facts().to()) && lastSent.facts().cause().equals(draft.facts().cause());
    }

    private void start(final Draft draft)
    {
        head = draft;
        latest = draft;
        top = draft.priority();
        lines.add(draft);
    }

    /**
     * Urgent, and stricter than what the receiver knows: it waits for no group. What flaps would undo the grouping, so a few in a minute
     * do so; and what the gate keeps is kept in its place.
     */
    private boolean hurries(final Draft draft, final long nowMs)
    {
        if (nowMs >= openUntilMs || draft.priority().compareTo(Priority.CRITICAL) < 0 || gate.has(this)
            || lastSent != null && !level(draft).isAbove(level(lastSent)))
        {
            return false;
        }
        if (nowMs - hurriedSinceMs >= MINUTE_MS)
        {
            hurriedSinceMs = nowMs;
            hurried = 0;
        }
        return ++hurried <= MOST_HURRIED;
    }

    private void atOnce(final Draft draft, final long nowMs)
    {
        gate.withdraw(this);
        if (head == null)
        {
            start(draft);
        }
        else
        {
            final boolean nothingElse = lines.inhibit(draft);
            outbox.suppressed(gate.route().name(), head, nothingElse ? inhibited(draft) : Outbox.JOINED + draft.id());
            add(draft, nowMs);
            head = draft;
            top = draft.priority().compareTo(top) > 0 ? draft.priority() : top;
        }
        gate.offer(this, nowMs);
    }

    private static String inhibited(final Draft by)
    {
        return "inhibited by " + by.facts().to() + ' ' + by.id();
    }

    private void join(final Draft draft, final long nowMs)
    {
        final boolean critical = draft.priority().compareTo(Priority.CRITICAL) >= 0;
        if (lines.inhibit(draft))
        {
            outbox.suppressed(gate.route().name(), head, inhibited(draft));
            start(draft);
        }
        else if (critical && head.priority().compareTo(Priority.CRITICAL) < 0)
        {
            outbox.suppressed(gate.route().name(), head, Outbox.JOINED + draft.id());
            add(draft, nowMs);
            head = draft;
        }
        else
        {
            outbox.suppressed(gate.route().name(), draft, Outbox.JOINED + head.id());
            add(draft, nowMs);
        }
        if (draft.priority().compareTo(top) > 0)
        {
            top = draft.priority();
        }
    }

    private void add(final Draft draft, final long nowMs)
    {
        latest = draft;
        if (!lines.add(draft))
        {
            gate.storm().joined(nowMs);
        }
    }

    /** What was gathered is offered, where its time has come. */
    void tick(final long nowMs)
    {
        if (head != null && nowMs >= openUntilMs && !gate.has(this))
        {
            gate.offer(this, nowMs);
        }
    }

    /** When {@link #tick} has something to do. */
    long dueMs()
    {
        return head != null && !gate.has(this) ? openUntilMs : Long.MAX_VALUE;
    }

    /** Until when it must be kept although nothing is open. */
    long keepUntilMs()
    {
        return head != null ? Long.MAX_VALUE : openUntilMs;
    }

    /** Whether the receiver has just been told, or will be. */
    boolean isFresh(final long nowMs)
    {
        return head != null || nowMs < openUntilMs;
    }

    /**
     * As {@link #isFresh}, of something urgent; or since a moment: where there is no group wait, what is due at once would come on top.
     *
     * @param sinceMs when somebody was to be called.
     * @param nowMs   now.
     */
    boolean isUrgentNow(final long sinceMs, final long nowMs)
    {
        return head != null && top.compareTo(Priority.CRITICAL) >= 0 || urgentSentMs >= sinceMs
            || nowMs < openUntilMs && lastTop.compareTo(Priority.CRITICAL) >= 0;
    }

    /** What the receiver knows. */
    OpenIncident receiver()
    {
        return incident;
    }

    /** Whether the receiver knows of something that has not ended for it. */
    boolean told()
    {
        return incident.isTold();
    }

    /** Something else of the episode was sent on this channel, so that its end has to be told there too. */
    void toldOtherwise(final Draft draft)
    {
        incident.sent(draft.trail(), true);
    }

    /**
     * A former life sent a message on this channel.
     *
     * @param draft what it told.
     * @param as    the episode by which the receiver has it; null: nobody knows of another than the draft's.
     */
    void toldBefore(final Draft draft, final String as)
    {
        incident.sentBefore(draft.trail(), as, head != null);
    }

    /** A former life told this receiver the end, too; what is to be sent stays. */
    void endedBefore()
    {
        if (head == null)
        {
            incident.forget();
        }
    }

    /** Something else of the episode, by the incident that the receiver has open. */
    Draft as(final Draft draft)
    {
        final Draft.Trail trail = incident.of(draft.trail());
        return new Draft(draft.id(), draft.kind(), draft.priority(), draft.scope(), draft.facts(), trail, draft.extras());
    }

    /** Whether the receiver has this open, or gets what is still to be sent by this name. */
    boolean isAbout(final String name)
    {
        return incident.isOpen(name) || head != null && draft().trail().episode().equals(name);
    }

    /** What the receiver had open by this name is told to be over; what is still to be sent stays. */
    void closed(final String name)
    {
        incident.closed(name, head != null);
    }

    /** Whether a late message was sent, or will be: the receiver does not know that it has ended. */
    boolean isLate()
    {
        return head != null || lastSent != null && incident.isTold();
    }

    /** Whether something is still to be sent. */
    boolean isWaiting()
    {
        return head != null;
    }

    /** Whether it is in a message, or will be. */
    boolean concerned()
    {
        return incident.isTold() || head != null;
    }

    /** Whether a change is still to be sent, so that what became of it comes with it. */
    boolean isPending(final String id)
    {
        return head != null && latest.id().equals(id);
    }

    /** The id of the message that is still to be sent. */
    String pendingId()
    {
        return head.id();
    }

    static Level level(final Draft draft)
    {
        return draft.facts().to().isEmpty() ? Level.CLOSED : Level.valueOf(draft.facts().to());
    }

    private boolean ends()
    {
        return latest != null && latest.ends();
    }

    @Override
    public Object key()
    {
        return this;
    }

    @Override
    public String scope()
    {
        return latest.scope();
    }

    @Override
    public Priority priority()
    {
        return top;
    }

    @Override
    public boolean mustArrive()
    {
        return top.compareTo(Priority.CRITICAL) >= 0 || ends() && (incident.isCritical() || gate.route().tracks() && incident.isTold());
    }

    @Override
    public boolean calming()
    {
        return gate.route().tracks() && ends() && incident.isTold();
    }

    @Override
    public String pointless(final boolean muted)
    {
        return !muted || incident.isTold() || level(latest).isAbove(Level.ALERT) ? null : "it was over by then";
    }

    @Override
    public Draft draft()
    {
        final Draft.Extras extras = latest.extras();
        final Draft.Trail trail = incident.of(latest.trail());
        return new Draft(head.id(), latest.kind(), top, latest.scope(), latest.facts(), trail,
            new Draft.Extras(scope.actions(latest.id()), lines.besides(latest), 0, note(trail.startedMs()), lines.count(latest)));
    }

    /** An end says how long that lasted which this receiver was told of. */
    private String note(final long startedMs)
    {
        final String note = latest.extras().note();
        if (ends() && note.startsWith(Drafts.LASTED))
        {
            return Drafts.LASTED + Drafts.lasted(latest.facts().wallMs() - startedMs);
        }
        return note.isEmpty() ? head.extras().note() : note;
    }

    @Override
    public void sent(final long nowMs)
    {
        openUntilMs = nowMs + waitMs;
        lastSent = latest;
        lastTop = top;
        final boolean urgent = top.compareTo(Priority.CRITICAL) >= 0;
        urgentSentMs = urgent ? nowMs : urgentSentMs;
        incident.sent(latest.trail(), urgent);
        done(nowMs);
    }

    @Override
    public void dropped(final long nowMs)
    {
        done(nowMs);
    }

    private void done(final long nowMs)
    {
        incident.done(latest.trail(), ends());
        head = null;
        latest = null;
        lines.clear();
        scope.reschedule(nowMs);
    }
}
