package io.interlock.bench.suite;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.port.IssueListener;
import io.interlock.core.port.TransitionListener;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Engines to measure, without files. The stale limit is high: a benchmark that takes all cores must measure the gate, not trip it.
 *
 * <p>Threading: none of its own.
 */
public final class Worlds
{
    /** No directory. */
    public static final String NO_JOURNAL = "false";
    /** A directory, the journal in it, and a recording of inputs. */
    public static final String RECORDED = "recorded";
    /** A directory, the journal in it, and a console that is asked for its status all the time. */
    public static final String CONSOLE = "console";

    private static final int RECORD_BYTES = 512;

    private Worlds()
    {
    }

    /**
     * The configuration of every measured engine: the default preset, with room for the root and 4,096 scopes.
     *
     * @return a new one.
     */
    public static BreakerConfig config()
    {
        return config("");
    }

    /**
     * As {@link #config()}, with more.
     *
     * @param engine keys of the section {@code engine}; may be empty.
     * @return a new one.
     */
    public static BreakerConfig config(final String engine)
    {
        return config(engine, NO_JOURNAL);
    }

    /**
     * As {@link #config(String)}, for a row that has the parameter {@code journal}.
     *
     * @param engine  keys of the section {@code engine}; may be empty.
     * @param journal {@link #RECORDED} where inputs are recorded too, {@link #CONSOLE} where there is a console.
     * @return a new one.
     */
    public static BreakerConfig config(final String engine, final String journal)
    {
        return ConfigLoader.load("bench", "engine: { stale-limit: 60s, max-scopes: 8192" + (engine.isEmpty() ? "" : ", " + engine) + " }\n"
            + "journal: { inputs: " + (journal.equals(RECORDED) ? "on" : "off") + " }"
            + (journal.equals(CONSOLE) ? "\nconsole: { port: 0 }" : ""));
    }

    /**
     * Starts an engine on threads of its own.
     *
     * @param listeners whether a transition and an issue listener are registered.
     * @return running; to be closed by the caller.
     */
    public static BreakerEngine launch(final boolean listeners)
    {
        return launch(config(), listeners);
    }

    /**
     * Starts an engine on threads of its own.
     *
     * @param config    to run with.
     * @param listeners whether a transition and an issue listener are registered.
     * @return running; to be closed by the caller.
     */
    public static BreakerEngine launch(final BreakerConfig config, final boolean listeners)
    {
        return BreakerEngine.launch(context(config, listeners));
    }

    /**
     * What {@link #launch(BreakerConfig, boolean)} starts with.
     *
     * @param config    to run with.
     * @param listeners whether a transition and an issue listener are registered.
     * @return to be changed or launched by the caller.
     */
    public static EngineContext context(final BreakerConfig config, final boolean listeners)
    {
        final EngineContext context = new EngineContext().config(config).commandDeadline(Duration.ofSeconds(10));
        if (listeners)
        {
            final TransitionListener transitions = event ->
            {
                // Being called is all that is measured.
            };
            final IssueListener issues = issue ->
            {
                // As above.
            };
            context.addTransitionListener(transitions).addIssueListener(issues);
        }
        return context;
    }

    /**
     * Starts an engine, as a gateway embeds it where it has a journal.
     *
     * @param config  to run with.
     * @param context listeners and threads, see {@link #context(BreakerConfig, boolean)}.
     * @param journal whether it has a directory with a journal, a temporary one, and a console where one is configured, which is asked
     *                then; else it is in memory alone.
     * @return running; to be closed by the caller.
     */
    public static Running launch(final BreakerConfig config, final EngineContext context, final boolean journal)
    {
        if (!journal)
        {
            final BreakerEngine engine = BreakerEngine.launch(context);
            return new Running(engine, engine::close);
        }
        try
        {
            final Path directory = Files.createTempDirectory("interlock-bench");
            final Interlock interlock = Interlock.launch(config, directory, context);
            final Asking asking = !config.console().enabled() ? null : new Asking(interlock.console().orElseThrow());
            return new Running(interlock.engine(), () -> end(asking, interlock, directory));
        }
        catch (final IOException full)
        {
            throw new UncheckedIOException("there is no room for a journal to be measured", full);
        }
    }

    /** Who asks ends before what is asked. */
    private static void end(final Asking asking, final Interlock interlock, final Path directory)
    {
        try
        {
            if (asking != null)
            {
                asking.close();
            }
        }
        finally
        {
            interlock.close();
            delete(directory);
        }
    }

    /**
     * Starts an engine without a journal beside which somebody else does a journal's work on the disk: a listener, on the thread that calls
     * it, writes as many bytes as a record has into a plain file and forces them, at each transition. So what the disk does to a machine of
     * few cores can be told from what the journal does to the engine.
     *
     * @param context as in {@link #launch(BreakerConfig, EngineContext, boolean)}.
     * @return running; to be closed by the caller.
     */
    public static Running launchBesideAForce(final EngineContext context)
    {
        try
        {
            final Path file = Files.createTempFile("interlock-bench", ".plain");
            final FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            final ByteBuffer record = ByteBuffer.allocateDirect(RECORD_BYTES);
            final BreakerEngine engine = BreakerEngine.launch(context.addTransitionListener(event -> force(channel, record)));
            return new Running(engine, () ->
            {
                engine.close();
                close(channel);
                delete(file);
            });
        }
        catch (final IOException full)
        {
            throw new UncheckedIOException("there is no room for a file to be measured", full);
        }
    }

    private static void force(final FileChannel channel, final ByteBuffer record)
    {
        try
        {
            channel.write(record.clear());
            channel.force(false);
        }
        catch (final IOException full)
        {
            throw new UncheckedIOException("cannot force a plain file", full);
        }
    }

    private static void close(final FileChannel channel)
    {
        try
        {
            channel.close();
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException("cannot close a plain file", failed);
        }
    }

    /**
     * Deletes what was measured.
     *
     * @param directory with all that is in it.
     */
    public static void delete(final Path directory)
    {
        try (Stream<Path> all = Files.walk(directory))
        {
            for (final Path path : all.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(path);
            }
        }
        catch (final IOException left)
        {
            throw new UncheckedIOException("a journal that was measured cannot be deleted", left);
        }
    }

    /**
     * A path of some parts.
     *
     * @param name  of the last part.
     * @param depth how many parts, from 1.
     * @return the path.
     */
    public static String path(final String name, final int depth)
    {
        return "part/".repeat(depth - 1) + name;
    }
}
