package io.interlock.journal.replay;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.machine.Reconfiguration;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.port.ReloadRecord;
import io.interlock.journal.input.Gap;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVisitor;
import io.interlock.journal.input.Snapshot;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a recording through the same state machine and compares every decision with the journaled one, field by field, and the machine with
 * each snapshot (DESIGN, invariant 4). Between a gap and its snapshot nothing can be compared, and that is said. Needs the same memory for
 * a recording of any length.
 *
 * <p>Threading: one thread, once.
 */
public final class Replay implements InputVisitor, Effects
{
    private static final int PROGRESS = 1 << 18;

    private final DecisionCheck check;
    private final Function<String, BreakerConfig> configs;
    private final Progress progress;
    private final InputEvent tick = new InputEvent();
    private final List<ReplayResult.Life> lives = new ArrayList<>();
    private InputReader reader;
    private BreakerConfig config;
    /** Of the configuration, as the journal's records carry it. */
    private Hash hash;
    private ReloadInput reload;
    private BreakerStateMachine machine;
    private LifeBook book;
    private Gap gap;
    private String gapWhere = "";
    private String actor;
    private long sequence;
    private long wallMs;

    private Replay(final DecisionCheck check, final Function<String, BreakerConfig> configs, final Progress progress)
    {
        this.check = check;
        this.configs = configs;
        this.progress = progress;
    }

    /**
     * Replays a recording.
     *
     * @param inputs   of a directory; left open.
     * @param journal  of the same; left open.
     * @param again    the same journal once more, to see which lives it has; left open.
     * @param configs  reads a configuration in YAML.
     * @param progress told of the number of events, now and then.
     * @return what it found.
     * @throws IOException where something cannot be read.
     */
    public static ReplayResult run(
        final FrameSource inputs, final FrameSource journal, final FrameSource again, final Function<String, BreakerConfig> configs,
        final Progress progress) throws IOException
    {
        final Replay replay =
            new Replay(new DecisionCheck(new JournalDecisions(journal), JournalDecisions.lives(again)), configs, progress);
        replay.reader = new InputReader(replay);
        replay.reader.read(inputs);
        replay.endLife();
        replay.check.rethrow();
        return new ReplayResult(replay.lives, replay.check.unrecorded(), replay.check.first(), replay.check.differing());
    }

    @Override
    public void life(final Life life)
    {
        // What is missing before the first life may be its own; what is missing at the end of another was told with that.
        final Gap before = book == null && lives.isEmpty() ? gap : null;
        endLife();
        config = configs.apply(life.config());
        hash = life.hash();
        book = new LifeBook(life);
        machine = null;
        gap = before;
        sequence = 0;
        check.life(book);
    }

    private void endLife()
    {
        if (book == null)
        {
            return;
        }
        check.lifeEnds(sequence, gap);
        lives.add(book.close());
        book = null;
    }

    @Override
    public void snapshot(final Snapshot snapshot)
    {
        book.lastMs = snapshot.wallMs();
        wallMs = snapshot.wallMs();
        if (machine == null)
        {
            load(snapshot);
            return;
        }
        actor = null;
        machine.apply(tick.plain(InputKind.TICK, 0), snapshot.timeNs(), this);
        if (sequence < snapshot.decisions())
        {
            check.unmade(sequence + 1, snapshot.wallMs());
            load(snapshot);
            return;
        }
        final StateCheck state = new StateCheck(snapshot.state());
        machine.save(state);
        if (state.difference() == null && sequence == snapshot.decisions())
        {
            book.states++;
            return;
        }
        check.stateDiffers(sequence, wallMs, machine.scope(state.scope()).definition().path(), state.difference() != null
            ? state.difference() : new Difference.Field("decisions", Long.toString(snapshot.decisions()), Long.toString(sequence)));
        load(snapshot);
    }

    private void load(final Snapshot snapshot)
    {
        machine = BreakerStateMachine.load(config, snapshot.state());
        sequence = snapshot.decisions();
        check.from(sequence, snapshot.wallMs(), gap, gapWhere);
        gap = null;
    }

    @Override
    public void scope(final int id, final int parentId, final String path)
    {
        if (id != machine.scopeCount() || parentId < 0 || parentId >= id)
        {
            throw new IllegalArgumentException("scope " + id + " under " + parentId + " where there are " + machine.scopeCount());
        }
        machine.addScope(new ScopeDefinition(id, parentId, path, config.scope(path)));
    }

    @Override
    public void input(final InputEvent event, final String by, final long timeNs, final long atMs)
    {
        if (event.scopeId() >= machine.scopeCount())
        {
            throw new IllegalArgumentException("an input of scope " + event.scopeId() + " where there are " + machine.scopeCount());
        }
        actor = by;
        wallMs = atMs;
        book.lastMs = atMs;
        if ((++book.events & PROGRESS - 1) == 0)
        {
            progress.at(reader.events(), reader.bytes());
        }
        machine.apply(event, timeNs, this);
    }

    @Override
    public void config(final Life life)
    {
        config = configs.apply(life.config());
        hash = life.hash();
    }

    @Override
    public void reload(final ReloadInput told, final long timeNs, final long atMs)
    {
        reload = told;
        wallMs = atMs;
        book.lastMs = atMs;
        book.events++;
        // What fell due before it was decided under the old one.
        machine.apply(tick.plain(InputKind.TICK, 0), timeNs, this);
        if (told.announces())
        {
            machine.reload(Reconfiguration.announcement(told.message()), timeNs, this);
            return;
        }
        config = configs.apply(told.config().yaml());
        hash = Hash.parse(told.config().hash());
        machine.reload(Reconfiguration.of(config, told.message(), List.of()), timeNs, this);
    }

    @Override
    public void onReload(final boolean applied, final String message, final long timeNs)
    {
        sequence++;
        check.made(new Decision(book.life.bootId(), sequence, wallMs, "", null, new Decision.Command(
            ReloadRecord.COMMAND, reload.actor(), reload.reason(), true, message), hash));
    }

    @Override
    public void gap(final String where, final Gap found)
    {
        machine = null;
        // Where nobody knows when it began, it did after the last input before it.
        gap = found.fromMs() != 0 || book == null ? found : new Gap(found.events(), found.fromNs(), book.lastMs, found.why());
        gapWhere = where;
    }

    @Override
    public void onTransition(final Transition transition)
    {
        sequence++;
        check.made(new Decision(book.life.bootId(), sequence, wallMs, path(transition.scopeId()), new Decision.Change(transition.timeNs(),
            transition.from(), transition.to(), transition.cause(), transition.value(), transition.threshold()), null, hash));
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
    {
        sequence++;
        check.made(new Decision(book.life.bootId(), sequence, wallMs, path(scopeId), null, new Decision.Command(
            event.kind().name(), actor == null ? "" : actor, event.text(), accepted, message), hash));
    }

    private String path(final int scopeId)
    {
        return machine.scope(scopeId).definition().path();
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        // Not a decision.
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
    {
        // The breach that follows decides.
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        // The command tells it.
    }
}
