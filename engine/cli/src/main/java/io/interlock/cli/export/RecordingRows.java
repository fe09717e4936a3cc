package io.interlock.cli.export;

import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.model.Level;
import io.interlock.core.port.ReloadInput;
import io.interlock.journal.input.Gap;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVisitor;
import io.interlock.journal.input.Snapshot;
import io.interlock.journal.replay.Progress;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Shows a recording as inputs with their scopes' paths and the times of rows. What it begins with that is no input, a level above CLOSED
 * or an override, becomes a note: a stream of rows begins with nothing.
 *
 * <p>Threading: one thread.
 */
public final class RecordingRows implements RecordedInputs, InputVisitor
{
    private static final int PROGRESS = 1 << 18;

    private final FrameSource source;
    private final Function<String, BreakerConfig> configs;
    private final Progress progress;
    private final InputReader reader = new InputReader(this);
    private final List<String> paths = new ArrayList<>();
    private Sink sink;
    private TimeScale scale;
    private BreakerConfig config;
    private long timeNs;
    /** Nothing is known until the next snapshot. */
    private boolean blind = true;
    /** Rows lead to what the next snapshot shows: those of the life before, up to its end. */
    private boolean led;

    /**
     * Rows of a recording.
     *
     * @param source   of it; left open.
     * @param configs  reads a configuration in YAML.
     * @param progress told now and then.
     */
    public RecordingRows(final FrameSource source, final Function<String, BreakerConfig> configs, final Progress progress)
    {
        this.source = source;
        this.configs = configs;
        this.progress = progress;
    }

    @Override
    public void forEach(final Sink to) throws IOException
    {
        sink = to;
        reader.read(source);
    }

    @Override
    public void life(final Life life)
    {
        config = configs.apply(life.config());
        blind = true;
        scale = null;
        sink.note(scale(0, life.wallMs()), "", "life " + life.bootId() + " of an engine, build " + life.build());
    }

    @Override
    public void config(final Life life)
    {
        config = configs.apply(life.config());
        sink.note(scale(timeNs, life.wallMs()), "", "from here on another configuration holds, which a row cannot say");
    }

    @Override
    public void reload(final ReloadInput reload, final long atNs, final long wallMs)
    {
        timeNs = atNs;
        if (!reload.announces())
        {
            config = configs.apply(reload.config().yaml());
        }
        sink.note(scale.ms(atNs), "", "reload by " + reload.actor() + (reload.reason().isEmpty() ? "" : " (" + reload.reason() + ")")
            + ", which a row cannot say: " + reload.message());
    }

    /** Of the first moment of a life that is shown: a note before that has the time of it. */
    private long scale(final long atNs, final long wallMs)
    {
        if (scale == null)
        {
            return TimeScale.of(0, wallMs).offsetMs();
        }
        return scale.ms(atNs);
    }

    @Override
    public void snapshot(final Snapshot snapshot)
    {
        timeNs = snapshot.timeNs();
        scale = scale == null ? TimeScale.of(snapshot.timeNs(), snapshot.wallMs()) : scale;
        if (!blind)
        {
            return;
        }
        blind = false;
        paths.clear();
        final BreakerStateMachine machine = BreakerStateMachine.load(config, snapshot.state());
        for (int id = 0; id < machine.scopeCount(); id++)
        {
            paths.add(machine.scope(id).definition().path());
            final Level level = machine.scope(id).level();
            if (!led && (level != Level.CLOSED || machine.scope(id).override()))
            {
                sink.note(scale.ms(timeNs), paths.get(id), "the recording goes on here at " + level
                    + (machine.scope(id).override() ? " with an override on" : "") + ", which a row cannot say");
            }
        }
        led = true;
    }

    @Override
    public void scope(final int id, final int parentId, final String path)
    {
        if (id != paths.size())
        {
            throw new IllegalArgumentException("scope " + id + " where there are " + paths.size());
        }
        paths.add(path);
    }

    @Override
    public void input(final InputEvent event, final String actor, final long atNs, final long wallMs)
    {
        if (event.scopeId() >= paths.size())
        {
            throw new IllegalArgumentException("an input of scope " + event.scopeId() + " where there are " + paths.size());
        }
        timeNs = atNs;
        if (actor != null && !actor.isEmpty())
        {
            sink.note(scale.ms(atNs), paths.get(event.scopeId()), "commanded by " + actor);
        }
        sink.input(scale.ms(atNs), paths.get(event.scopeId()), event);
        if ((reader.events() & PROGRESS - 1) == 0)
        {
            progress.at(reader.events(), reader.bytes());
        }
    }

    @Override
    public void guard(final long bits, final long atNs, final long wallMs)
    {
        sink.note(scale.ms(atNs), "", "guard bits are " + (bits == 0 ? "none" : GuardWord.describe(bits)));
    }

    @Override
    public void intentsLost(final long count, final long atNs, final long wallMs)
    {
        sink.note(scale.ms(atNs), "", count + " orders that a gate was asked about are not recorded");
    }

    @Override
    public void gap(final String where, final Gap gap)
    {
        blind = true;
        led = false;
        sink.note(scale(timeNs, gap.fromMs()), "", "something is missing here: " + gap.why().words()
            + (gap.events() > 0 ? ", " + gap.events() + " events" : "") + (where.isEmpty() ? "" : " (" + where + ")"));
    }
}
