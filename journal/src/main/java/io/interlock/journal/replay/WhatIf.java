package io.interlock.journal.replay;

import io.interlock.config.BreakerConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.Reason;
import io.interlock.core.port.ReloadInput;
import io.interlock.journal.input.Gap;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVisitor;
import io.interlock.journal.input.Snapshot;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges a recording under its own configuration and under another one, side by side. Over restarts and gaps the other side goes on as the
 * snapshot says where it was in step with the recorded one; else it keeps its own levels, and its windows start empty. Commands go to
 * both. A lane's summary that would have mattered to the other side is taken apart (see {@link Unrolled}), in an order that nobody
 * recorded, and so are latencies that were folded where the thresholds differ: then the answer is not exact, and says so.
 *
 * <p>Threading: one thread, once.
 */
public final class WhatIf implements InputVisitor
{
    private static final int PROGRESS = 1 << 18;
    /** More successes of one summary than this are counted without being judged one by one: nobody asks for more evidence. */
    private static final long MOST_EACH = 1 << 20;

    private final Function<String, BreakerConfig> configs;
    private final Progress progress;
    private final Side recorded;
    private final Side other;
    private final Unrolled unrolled;
    private final Unrolled.Sink parts = new Parts();
    private final InputEvent tick = new InputEvent();
    private final OrderCount orders = new OrderCount();
    private InputReader reader;
    private long fromMs;
    private long timeNs;
    private long wallMs;
    private long guard;
    private long events;
    private long lives;
    private long gaps;
    private int reloads;
    private long summaries;
    /** Nothing is known until the next snapshot. */
    private boolean blind = true;
    /** Paths of the scopes that were at one level on both sides when that began. */
    private Set<String> inStep = Set.of();
    private boolean allInStep;

    /** Gives the other side what a summary was made of. */
    private final class Parts implements Unrolled.Sink
    {
        private final InputEvent rest = new InputEvent();

        @Override
        public void event(final InputEvent event)
        {
            other.apply(event, timeNs, wallMs);
        }

        @Override
        public void successes(final InputEvent success, final long count)
        {
            final long each = Math.min(count, MOST_EACH);
            for (long i = 0; i < each; i++)
            {
                other.apply(success, timeNs, wallMs);
            }
            if (count > each)
            {
                other.apply(rest.folded(InputKind.LANE_SUMMARY, success.scopeId(), 0, count - each, 0, 0), timeNs, wallMs);
            }
        }
    }

    private WhatIf(final BreakerConfig otherConfig, final Function<String, BreakerConfig> configs, final Progress progress)
    {
        this.configs = configs;
        this.progress = progress;
        recorded = new Side(null);
        other = new Side(otherConfig);
        unrolled = new Unrolled(scope -> recorded.machine().scope(scope).definition().config().latency());
    }

    /**
     * Asks what if.
     *
     * @param inputs   the recording; left open.
     * @param other    the other configuration.
     * @param configs  reads a configuration in YAML.
     * @param progress told of the number of events, now and then.
     * @return both timelines.
     * @throws IOException where the recording cannot be read.
     */
    public static WhatIfResult run(
        final FrameSource inputs, final BreakerConfig other, final Function<String, BreakerConfig> configs, final Progress progress)
        throws IOException
    {
        final WhatIf asked = new WhatIf(other, configs, progress);
        asked.reader = new InputReader(asked);
        asked.reader.read(inputs);
        return asked.result();
    }

    private WhatIfResult result()
    {
        recorded.stop();
        other.stop();
        final List<String> notes = new ArrayList<>();
        if (summaries > 0)
        {
            notes.add(summaries + " summaries of reports would have mattered under the other configuration: the order of their reports, "
                + "and all but the worst of them, is not recorded, so confirmations, evidence and streaks there are not exact");
        }
        if (gaps > 0)
        {
            notes.add((gaps == 1 ? "once" : gaps + " times") + " something is missing in the recording: there the other side kept its "
                + "levels and began with empty windows, unless both were in step");
        }
        if (reloads > 0)
        {
            notes.add("the configuration was reloaded " + (reloads == 1 ? "once" : reloads + " times")
                + ": the other side kept its own throughout");
        }
        if (lives > 1)
        {
            notes.add("the engine was started " + lives + " times: the other side kept its own levels over each restart where they were "
                + "others");
        }
        if (orders.lost() > 0)
        {
            notes.add(orders.lost() + " orders that a gate was asked about found no room in the ring and are not recorded");
        }
        if (other.refusedCommands() != recorded.refusedCommands())
        {
            notes.add("of the operators' commands " + recorded.refusedCommands() + " were refused, and " + other.refusedCommands()
                + " would have been");
        }
        return new WhatIfResult(fromMs, wallMs, new WhatIfResult.Counts(events, lives, gaps, summaries), recorded.timelines(),
            other.timelines(), orders.result(), notes);
    }

    @Override
    public void life(final Life life)
    {
        lives++;
        fromMs = fromMs == 0 ? life.wallMs() : fromMs;
        recorded.config(configs.apply(life.config()));
        halt();
        guard = 0;
    }

    @Override
    public void config(final Life life)
    {
        recorded.config(configs.apply(life.config()));
    }

    /** The other configuration takes the place of all that were in force: it goes on on its side. */
    @Override
    public void reload(final ReloadInput reload, final long atNs, final long atMs)
    {
        timeNs = atNs;
        wallMs = atMs;
        time(atNs, atMs);
        if (!reload.announces())
        {
            reloads++;
            recorded.reload(configs.apply(reload.config().yaml()), reload.message(), atNs);
        }
    }

    private void halt()
    {
        if (!blind)
        {
            recorded.stop();
            other.stop();
            inStep = other.inStep(recorded);
            allInStep = inStep.size() == recorded.machine().scopeCount();
        }
        blind = true;
    }

    @Override
    public void gap(final String where, final Gap gap)
    {
        gaps++;
        halt();
    }

    @Override
    public void snapshot(final Snapshot snapshot)
    {
        timeNs = snapshot.timeNs();
        wallMs = snapshot.wallMs();
        // What stands is told again behind each snapshot.
        guard = 0;
        if (!blind)
        {
            // Both are there already; only the time passes.
            time(timeNs, wallMs);
            return;
        }
        recorded.load(snapshot);
        if (other.machine() == null || allInStep)
        {
            other.load(snapshot);
        }
        else
        {
            other.carryOver(snapshot, inStep);
        }
        blind = false;
    }

    private void time(final long atNs, final long atMs)
    {
        recorded.apply(tick.plain(InputKind.TICK, 0), atNs, atMs);
        other.apply(tick.plain(InputKind.TICK, 0), atNs, atMs);
    }

    @Override
    public void scope(final int id, final int parentId, final String path)
    {
        if (id != recorded.machine().scopeCount() || parentId < 0 || parentId >= id)
        {
            throw new IllegalArgumentException("scope " + id + " under " + parentId);
        }
        recorded.scope(id, parentId, path);
        other.scope(id, parentId, path);
    }

    @Override
    public void guard(final long bits, final long atNs, final long atMs)
    {
        guard = bits;
    }

    @Override
    public void intentsLost(final long count, final long atNs, final long atMs)
    {
        orders.lost(count);
    }

    @Override
    public void input(final InputEvent event, final String actor, final long atNs, final long atMs)
    {
        if (event.scopeId() >= recorded.machine().scopeCount())
        {
            throw new IllegalArgumentException("an input of scope " + event.scopeId());
        }
        timeNs = atNs;
        wallMs = atMs;
        if ((++events & PROGRESS - 1) == 0)
        {
            progress.at(events, reader.bytes());
        }
        recorded.apply(event, atNs, atMs);
        if (event.kind() == InputKind.LANE_SUMMARY && matters(event)
            || event.kind() == InputKind.FOLDED_LATENCY && isCountedOtherwise(event.scopeId()))
        {
            summaries++;
            unrolled.unroll(event, parts);
        }
        else
        {
            other.apply(event, atNs, atMs);
        }
        if (event.kind() == InputKind.ORDER_INTENT)
        {
            order(event);
        }
    }

    /** Whether the other machine would have judged what a lane only counted. */
    private boolean matters(final InputEvent summary)
    {
        final ScopeConfig scope = other.machine().scope(summary.scopeId()).definition().config();
        return summary.b() > 0 && summary.number() >= scope.latency().alertNs() || summary.c() > 0
            && summary.c() >= scope.slippage().alertPpb() || other.attends(summary.scopeId());
    }

    /** What was folded was counted by the recorded thresholds, and the other machine has others. */
    private boolean isCountedOtherwise(final int scopeId)
    {
        final LatencyConfig was = recorded.machine().scope(scopeId).definition().config().latency();
        final LatencyConfig would = other.machine().scope(scopeId).definition().config().latency();
        return was.alertNs() != would.alertNs() || was.throttleNs() != would.throttleNs() || was.haltNs() != would.haltNs();
    }

    private void order(final InputEvent intent)
    {
        final Reason was = IntentCode.reason(intent.code());
        final Reason would = other.judge(intent, guard);
        orders.add(was, would, intent.b(), intent.c(), other.sizeFactor(intent.scopeId(), would));
    }
}
