package io.interlock.host.sim;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.EngineException;
import io.interlock.core.engine.Scope;
import io.interlock.core.engine.TurnsEngine;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Level;
import io.interlock.core.port.RecoverySource;
import io.interlock.core.report.Reporter;
import io.interlock.journal.FileJournal;
import io.interlock.journal.GateHead;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One life of the engine: from a launch to a planned stop or a crash. The parts are the product's own, with the simulation's clock, disk
 * and callees.
 *
 * <p>Threading: one thread.
 */
final class Life
{
    private static final int AUDIT_SLOTS = 64;

    private final World world;
    private final Books books;
    private final Market market;
    private final WatchedJournal watched;
    private final FileJournal journal;
    private final TurnsEngine turns;
    private final Telling telling;
    private final List<Scope> scopes = new ArrayList<>();
    private final List<Reporter> reporters = new ArrayList<>();
    private final List<Integer> reporterScopes = new ArrayList<>();
    private final byte[] gatesAtStart;
    private final boolean keptAtStart;
    private long offered;

    /** Launches one; throws {@link EngineException} where the gates' file is in the way. */
    Life(final World world, final BreakerConfig law, final List<String> paths) throws IOException
    {
        this.world = world;
        final SimDisk disk = world.disk();
        final int number = disk.nextLife();
        final FileJournal.Settings settings = new FileJournal.Settings(Hash.ZERO, "simulation", "sim", null, world.clock()::wallMs);
        journal = world.files() == null
            ? FileJournal.on(
                disk.store(number), disk.source(), disk.state().directory(number), GateHead.read(world.directory()), settings)
            : real(world.files(), disk.store(number), GateHead.read(world.directory()), settings);
        books = new Books(world, law);
        watched = new WatchedJournal(journal, world, books);
        market = new Market(world, books);
        market.journal(watched);
        final EngineContext context = new EngineContext()
            .config(SimConfigs.mutated(law, disk.mutation())).directory(world.directory()).journal(watched)
            .recovery(disk.mutation() == Mutation.JOURNAL_IGNORED ? RecoverySource.NONE : journal).inputs(books).actions(market)
            .actionLimits(Duration.ofNanos(1), Market.ATTEMPTS).listenerDeadline(Duration.ofSeconds(1))
            .commandDeadline(Duration.ofSeconds(60))
            .addTransitionListener(market.listener()).addIssueListener(market.issues()).notificationSink(market).deadManSwitch(market);
        turns = TurnsEngine.launch(context, world.clock(), AUDIT_SLOTS);
        telling = new Telling(world, turns, journal, number);
        market.center(telling);
        gatesAtStart = gates(world.directory());
        keptAtStart = !turns.journalFailed();
        turns.whileWaiting(turns::breaker);
        turns.engine().desk().scopes().forEach(path -> meet(turns.engine().find(path)));
        for (final String path : paths)
        {
            if (turns.engine().find(path) == null)
            {
                make(path);
            }
        }
    }

    private static FileJournal real(
        final RealFiles files, final FrameStore memory, final ChainHead gate, final FileJournal.Settings settings) throws IOException
    {
        final FrameStore store = files.store(memory);
        try (FrameSource source = files.source())
        {
            return FileJournal.on(store, source, files.state(), gate, settings);
        }
    }

    private void meet(final Scope scope)
    {
        scopes.add(scope);
        for (int i = 0; i < 3; i++)
        {
            reporters.add(i == 0 ? scope.reporter() : scope.exclusiveReporter());
            reporterScopes.add(scopes.size() - 1);
        }
    }

    /** Makes a scope; not while the engine is stale, since that would wait for it. */
    void make(final String path)
    {
        if ((turns.guard(0) & (GuardWord.STALE | GuardWord.TICKLESS)) == 0 && turns.scopes() < SimConfigs.SCOPES - 1)
        {
            turns.whileWaiting(() ->
            {
                turns.breaker();
                world.checks().breakerRan();
            });
            turns.engine().scope(path);
            final List<String> known = turns.engine().desk().scopes();
            for (int id = scopes.size(); id < known.size(); id++)
            {
                meet(turns.engine().find(known.get(id)));
            }
        }
    }

    /** What the start forced of the gates' file. */
    byte[] gatesAtStart()
    {
        return gatesAtStart;
    }

    /** Whether the journal holds what the start brought back. */
    boolean keptAtStart()
    {
        return keptAtStart;
    }

    TurnsEngine turns()
    {
        return turns;
    }

    Telling telling()
    {
        return telling;
    }

    Books books()
    {
        return books;
    }

    Market market()
    {
        return market;
    }

    FileJournal journal()
    {
        return journal;
    }

    List<Scope> scopes()
    {
        return scopes;
    }

    Reporter reporter(final int index)
    {
        return reporters.get(index);
    }

    int reporters()
    {
        return reporters.size();
    }

    /** A report was made, and counts. */
    void offered()
    {
        offered++;
    }

    long offeredReports()
    {
        return offered;
    }

    /** How far decisions are durable, by the disk. */
    long durable()
    {
        return watched.durable();
    }

    /** What each scope must at least come back as, by what its gate shows; a kill that is kept counts. */
    Map<String, Level> shown(final boolean criticalKept)
    {
        final Map<String, Level> shown = new LinkedHashMap<>();
        for (int id = 0; id < Math.min(scopes.size(), turns.scopes()); id++)
        {
            final boolean killed = (turns.guard(id) & GuardWord.KILLED) != 0 && (id == 0 ? criticalKept : world.isKillOf(id));
            shown.put(scopes.get(id).path(), killed ? Level.SHUTDOWN : turns.shown(id));
        }
        return shown;
    }

    /** What each scope must at least come back as where only what is durable up to a decision is left: the least that it was since. */
    Map<String, Level> least(final long durable)
    {
        final Map<String, Level> least = new LinkedHashMap<>();
        for (int id = 0; id < Math.min(scopes.size(), turns.scopes()); id++)
        {
            final String path = scopes.get(id).path();
            least.put(path, Levels.least(books, id, durable, books.found().getOrDefault(path, RestoredScope.NEW).level()));
        }
        return least;
    }

    /** A planned stop. */
    void stop()
    {
        turns.whileWaiting(turns::breaker);
        telling.closing();
        turns.engine().close();
        telling.stop();
        journal.close();
    }

    /** What is in the gates' file. */
    static byte[] gates(final Path directory)
    {
        try
        {
            final Path file = directory.resolve("gate.dat");
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(unreadable);
        }
    }
}
