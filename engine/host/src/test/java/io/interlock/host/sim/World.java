package io.interlock.host.sim;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.EngineException;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A simulation: the clock, the disk, the life that goes on, and what is found broken. It brings a process to its end and starts the next.
 *
 * <p>Threading: one thread.
 */
final class World
{
    private static final List<String> FIRST = List.of("fast", "a", "a/b");

    private final SimClock clock = new SimClock();
    private final FaultCounts counts;
    private final Path directory;
    private final SimDisk disk;
    private final Set<Integer> kills = new HashSet<>();
    private final List<String> paths = new ArrayList<>(FIRST);
    private final RealFiles files;
    private final Checks checks;
    private final Turns turns;
    private final Receivers receivers = new Receivers(this);
    private BreakerConfig law;
    private Life life;
    private Wreck wreck;
    private String broken;
    private boolean criticalUnmarked;

    /**
     * What a process that was killed has left.
     *
     * @param power        whether the power failed.
     * @param gates        its gates' file.
     * @param shown        the levels of its gates.
     * @param kept         what else the gates' file has of each scope.
     * @param durable      the least levels since the last decision that no loss of power takes.
     * @param acknowledged the least levels since the last decision that was called durable: journal and state file both hold it.
     * @param random       for what becomes of it.
     */
    record Wreck(
        boolean power, byte[] gates, Map<String, Level> shown, Map<String, RestoredScope> kept, Map<String, Level> durable,
        Map<String, Level> acknowledged, SplittableRandom random)
    {
    }

    /** On the disk in memory, or on real files; null: in memory. */
    World(final BreakerConfig law, final Path directory, final RealFiles files, final Mutation mutation, final FaultCounts counts)
    {
        this.files = files;
        this.law = law;
        this.counts = counts;
        this.directory = directory;
        disk = new SimDisk(counts, mutation);
        checks = new Checks(this);
        turns = new Turns(this);
        disk.slow(this::meanwhile);
    }

    SimClock clock()
    {
        return clock;
    }

    SimDisk disk()
    {
        return disk;
    }

    /** Null where all is in memory. */
    RealFiles files()
    {
        return files;
    }

    Path directory()
    {
        return directory;
    }

    FaultCounts counts()
    {
        return counts;
    }

    Life life()
    {
        return life;
    }

    BreakerConfig law()
    {
        return law;
    }

    void law(final BreakerConfig value)
    {
        law = value;
    }

    List<String> paths()
    {
        return paths;
    }

    Receivers receivers()
    {
        return receivers;
    }

    Set<Integer> kills()
    {
        return kills;
    }

    boolean isKillOf(final int scope)
    {
        return kills.contains(scope);
    }

    /** Decisions of the engine; -1 while it is launched. */
    long decided()
    {
        return life == null ? -1 : life.turns().decided();
    }

    /** A process was killed, and what is left of its calls is let run out: nothing that it does counts. */
    boolean isFrozen()
    {
        return wreck != null;
    }

    /** Something that must never be: the first counts. */
    void broken(final String what)
    {
        if (broken == null)
        {
            broken = what;
        }
    }

    void require(final boolean holds, final String what)
    {
        if (!holds)
        {
            broken(what);
        }
    }

    /** A critical error is in the ring and in no file. */
    void criticalUnmarked(final boolean value)
    {
        criticalUnmarked = value;
    }

    /** The dead man's switch was refreshed. */
    void pulsed()
    {
        require(life.turns().effective(0) != Level.SHUTDOWN, "the dead man's switch is refreshed in SHUTDOWN");
    }

    /** Others go on while a call does not return. */
    void meanwhile()
    {
        turns.meanwhile();
    }

    Checks checks()
    {
        return checks;
    }

    // ---- the run ----

    /** Does all steps; throws at the first that shows something broken. */
    void run(final List<Step> steps)
    {
        launch(null);
        throwBroken(-1, null);
        for (int i = 0; i < steps.size(); i++)
        {
            counts.event();
            try
            {
                turns.take(steps.get(i));
                after();
            }
            catch (final RuntimeException thrown)
            {
                throw new InvariantBroken(i, "step " + i + ", " + steps.get(i) + ", threw " + thrown, thrown);
            }
            throwBroken(i, steps.get(i));
        }
        turns.end();
        after();
        throwBroken(steps.size(), null);
        dies();
    }

    /** Files and the lock on the directory are free. */
    private void dies()
    {
        life.turns().died();
        if (files != null)
        {
            files.died();
        }
    }

    private void throwBroken(final int step, final Step what)
    {
        if (broken != null)
        {
            throw new InvariantBroken(step, "at step " + step + (what == null ? "" : ", " + what) + ": " + broken, null);
        }
    }

    private void after()
    {
        if (wreck != null)
        {
            restart();
        }
        checks.all();
    }

    // ---- the end of a process ----

    /** The process is killed, or the power fails, now; what is on the stack runs out without any effect. */
    void crash(final boolean power, final SplittableRandom random)
    {
        if (wreck == null)
        {
            final boolean dark = power && files == null;
            wreck = new Wreck(dark, Life.gates(directory), life.shown(!criticalUnmarked), life.books().vitals(), life.least(life.durable()),
                life.least(life.turns().durable()), random);
            counts.hit(dark ? FaultPoint.POWER_LOSS : FaultPoint.CRASH);
            receivers.died(life.durable());
            disk.nextLife();
        }
    }

    private void restart()
    {
        final Wreck left = wreck;
        dies();
        wreck = null;
        disk.disarm();
        if (files == null)
        {
            turns.nextStart(left.random());
        }
        final Expected expected = new Ruin(this, left).ruin();
        pause(left.random());
        launch(expected);
    }

    private void pause(final SplittableRandom random)
    {
        clock.pass(random.nextInt(4) == 0 ? random.nextInt(60_000) * SimClock.MS : (600_000L + random.nextInt(60_000)) * SimClock.MS);
    }

    /** A planned stop, and the next start. */
    void stop(final SplittableRandom random)
    {
        turns.settle();
        if (wreck != null || broken != null)
        {
            return;
        }
        final boolean whole = !life.turns().journalFailed();
        life.stop();
        final Map<String, Level> levels = life.shown(true);
        final boolean planned = whole && life.journal().isStoppedAsPlanned();
        if (planned)
        {
            receivers.stopped();
        }
        else
        {
            receivers.died(life.durable());
        }
        final Expected expected = new Expected(levels, planned ? life.books().vitals() : Map.of(), planned);
        disk.disarm();
        disk.settle();
        pause(random);
        launch(expected);
    }

    private void launch(final Expected expected)
    {
        life = null;
        kills.clear();
        criticalUnmarked = false;
        counts.life();
        if (disk.mutation() == Mutation.GATE_FILE_IGNORED)
        {
            moveGatesAway();
        }
        try
        {
            life = begin();
        }
        catch (final IOException refused)
        {
            throw new UncheckedIOException(refused);
        }
        turns.begun();
        // The first event tells the law how everything is.
        life.turns().watchdog();
        life.turns().breaker();
        checks.breakerRan();
        if (expected != null)
        {
            expected.compare(life.books().found(), this);
        }
    }

    /** Where the gates' file is refused, an operator moves it away. */
    private Life begin() throws IOException
    {
        try
        {
            return new Life(this, law, paths);
        }
        catch (final EngineException refused)
        {
            if (!String.valueOf(refused.getMessage()).contains("gate"))
            {
                throw refused;
            }
            counts.hit(FaultPoint.GATE_FILE_DAMAGED);
            moveGatesAway();
            return new Life(this, law, paths);
        }
    }

    void moveGatesAway()
    {
        try
        {
            Files.deleteIfExists(directory.resolve("gate.dat"));
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException(failed);
        }
    }

    void writeGates(final byte[] bytes)
    {
        try
        {
            // Another file, since the life before has this one mapped.
            moveGatesAway();
            Files.write(directory.resolve("gate.dat"), bytes);
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException(failed);
        }
    }
}
