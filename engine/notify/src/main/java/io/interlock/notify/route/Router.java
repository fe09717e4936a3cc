package io.interlock.notify.route;

import io.interlock.config.ChannelRoute;
import io.interlock.config.NotificationsConfig;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.TransitionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Decides who is told what, and when. All times are wall time in milliseconds since 1970 that does not fall from one call to the next.
 *
 * <p>Threading: one thread. Throws nothing on what it is told; an outbox that throws leaves the rest of that call undone.
 */
public final class Router
{
    private static final int OPEN = 1_000;

    private final Board board;
    private final Changes changes;
    private final Issues issues;
    private final Commands commands;
    private long lastMs;

    /**
     * Starts with nothing open. Nothing is sent.
     *
     * @param config      channels, escalation and policy; LOG and DASHBOARD are there without being named.
     * @param own         routes of the host's own channels, by name.
     * @param outbox      where decisions go.
     * @param ids         gives an id for what belongs to no transition (issues, summaries, silences): unique over all lives.
     * @param journalHead {@code SEQ:HASH}, or empty.
     */
    public Router(
        final NotificationsConfig config, final Map<String, ChannelRoute> own, final Outbox outbox, final Supplier<String> ids,
        final Supplier<String> journalHead)
    {
        this(config, own, outbox, ids, journalHead, () -> 0);
    }

    /**
     * Starts with nothing open. Nothing is sent.
     *
     * @param config      channels, escalation and policy; LOG and DASHBOARD are there without being named.
     * @param own         routes of the host's own channels, by name.
     * @param outbox      where decisions go.
     * @param ids         gives an id for what belongs to no transition (issues, summaries, silences): unique over all lives.
     * @param journalHead {@code SEQ:HASH}, or empty.
     * @param aheadMs     how far the times given here are ahead of the machine's clock: it may have been set back. Quiet hours are its.
     */
    public Router(
        final NotificationsConfig config, final Map<String, ChannelRoute> own, final Outbox outbox, final Supplier<String> ids,
        final Supplier<String> journalHead, final LongSupplier aheadMs)
    {
        board = new Board(config, own, outbox, ids, journalHead, aheadMs);
        changes = new Changes(board);
        issues = new Issues(board);
        commands = new Commands(board);
    }

    /**
     * A scope's level changed.
     *
     * @param event as the engine tells it; one that was told before is passed over.
     * @param nowMs now.
     */
    public void transition(final TransitionEvent event, final long nowMs)
    {
        tick(nowMs);
        changes.transition(event, nowMs);
    }

    /**
     * An issue was raised.
     *
     * @param issue what happened.
     * @param nowMs now.
     */
    public void issue(final Issue issue, final long nowMs)
    {
        tick(nowMs);
        issues.issue(issue, nowMs);
    }

    /**
     * A safety action came further.
     *
     * @param event what became of it.
     * @param nowMs now.
     */
    public void action(final ActionEvent event, final long nowMs)
    {
        tick(nowMs);
        board.calls().action(event, nowMs);
    }

    /**
     * An operator acknowledges or silences.
     *
     * @param command what is asked for.
     * @param nowMs   now.
     * @return what was done, or what is missing.
     */
    public NoticeCommand.Answer command(final NoticeCommand command, final long nowMs)
    {
        tick(nowMs);
        return commands.command(command, nowMs);
    }

    /**
     * Does what is due. May be called early or late.
     *
     * @param nowMs now.
     */
    public void tick(final long nowMs)
    {
        lastMs = nowMs;
        board.silences().expire(nowMs);
        // First what waits: it is older than what is due.
        board.gates().forEach(gate -> gate.tick(nowMs));
        for (ScopeState scope = board.timers().poll(nowMs); scope != null; scope = board.timers().poll(nowMs))
        {
            changes.tick(scope, nowMs);
        }
        issues.tick(nowMs);
        for (final ChannelGate gate : board.gates())
        {
            gate.tick(nowMs);
            if (gate.stormIsOver(nowMs))
            {
                gate.summarize(board, nowMs);
            }
        }
    }

    /**
     * When {@link #tick} has something to do.
     *
     * @return milliseconds since 1970; {@code Long.MAX_VALUE} for never. May change with every call.
     */
    public long nextDueMs()
    {
        long dueMs = Math.min(Math.min(board.timers().dueMs(), board.silences().dueMs()), issues.dueMs(lastMs));
        for (final ChannelGate gate : board.gates())
        {
            dueMs = Math.min(dueMs, gate.dueMs(lastMs));
        }
        return dueMs;
    }

    /**
     * Takes up what former lives left. To be called once, before anything else.
     *
     * @param history as the journal has it.
     * @param nowMs   now.
     */
    public void restore(final NoticeHistory history, final long nowMs)
    {
        lastMs = nowMs;
        new Restorer(board, changes, nowMs).restore(history);
    }

    /**
     * What is open: one for each scope above CLOSED that people were told of.
     *
     * @return at most 1,000, the oldest first.
     */
    public List<OpenNotice> open()
    {
        return commands.openNotices(OPEN);
    }

    /**
     * What these channels were told of, is open, and nobody has acknowledged.
     *
     * @param channels names.
     * @return at most 1,000, the oldest scope first.
     */
    public List<Awaited> awaited(final Set<String> channels)
    {
        return channels.isEmpty() ? List.of() : commands.awaited(channels, OPEN);
    }

    /**
     * Silences that have not ended.
     *
     * @return the oldest first.
     */
    public List<Silence> silences()
    {
        return board.silences().all();
    }
}
