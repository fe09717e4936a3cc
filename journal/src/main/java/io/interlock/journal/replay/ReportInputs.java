package io.interlock.journal.replay;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.ReloadInput;
import io.interlock.journal.input.Gap;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVisitor;
import io.interlock.journal.input.Snapshot;
import io.interlock.journal.report.InputFeed;
import io.interlock.journal.report.InputsSource;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The recording of an engine's directory for a report: inputs with the paths of their scopes, gaps, and the configuration.
 *
 * <p>Threading: one thread, once.
 */
public final class ReportInputs implements InputVisitor, InputsSource.Recording
{
    /** Of any engine's directory; nothing where no inputs were recorded. */
    public static final InputsSource SOURCE = ReportInputs::open;

    private final FrameSource source;
    private final long fromMs;
    private final long toMs;
    private final List<String> paths = new ArrayList<>();
    private InputFeed feed;
    private BreakerConfig config;
    private long lastMs;
    private long gapMs;
    /** Of a gap whose end is not reached; null where there is none. */
    private String gapWords;
    /** Nothing is known until the next snapshot. */
    private boolean blind = true;

    ReportInputs(final FrameSource source, final long fromMs, final long toMs)
    {
        this.source = source;
        this.fromMs = fromMs;
        this.toMs = toMs;
    }

    private static InputsSource.Recording open(final Path directory, final long fromMs, final long toMs) throws IOException
    {
        final Path folder = directory.resolve(InputLog.FOLDER);
        return Files.isDirectory(folder) ? new ReportInputs(ChronicleSource.open(folder, "recording"), fromMs, toMs) : null;
    }

    @Override
    public void feed(final InputFeed to) throws IOException
    {
        feed = to;
        new InputReader(this).read(source);
        gapEnds(lastMs);
    }

    @Override
    public void life(final Life life)
    {
        blind = true;
        config(life.config(), life.wallMs());
    }

    @Override
    public void config(final Life life)
    {
        config(life.config(), life.wallMs());
    }

    @Override
    public void reload(final ReloadInput reload, final long timeNs, final long wallMs)
    {
        lastMs = wallMs;
        if (!reload.announces())
        {
            config(reload.config().yaml(), wallMs);
        }
    }

    private void config(final String yaml, final long wallMs)
    {
        try
        {
            config = ConfigLoader.recorded("the recorded configuration", yaml);
        }
        catch (final ConfigException unknown)
        {
            throw new IllegalArgumentException("its configuration cannot be read: " + unknown.getMessage(), unknown);
        }
        if (wallMs <= toMs)
        {
            feed.config(config);
        }
    }

    @Override
    public void snapshot(final Snapshot snapshot)
    {
        if (!blind)
        {
            return;
        }
        blind = false;
        gapEnds(snapshot.wallMs());
        paths.clear();
        final BreakerStateMachine machine = BreakerStateMachine.load(config, snapshot.state());
        for (int id = 0; id < machine.scopeCount(); id++)
        {
            paths.add(machine.scope(id).definition().path());
        }
    }

    @Override
    public void scope(final int id, final int parentId, final String path)
    {
        paths.add(path);
    }

    @Override
    public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
        if (event.scopeId() >= paths.size())
        {
            throw new IllegalArgumentException("an input of scope " + event.scopeId() + " where there are " + paths.size());
        }
        lastMs = wallMs;
        if (wallMs >= fromMs && wallMs <= toMs)
        {
            feed.input(paths.get(event.scopeId()), event, wallMs);
        }
    }

    @Override
    public void gap(final String where, final Gap gap)
    {
        gapEnds(lastMs);
        blind = true;
        gapMs = gap.fromMs() != 0 ? gap.fromMs() : lastMs;
        gapWords = gap.why().words() + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /** It is told once it is known how long it was. */
    private void gapEnds(final long endMs)
    {
        if (gapWords != null && gapMs <= toMs && endMs >= fromMs)
        {
            feed.gap(gapMs, Math.max(gapMs, endMs), gapWords);
        }
        gapWords = null;
    }

    @Override
    public void close()
    {
        source.close();
    }
}
