package io.interlock.host.sim;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Cause;
import io.interlock.core.engine.TurnsEngine;
import java.util.SplittableRandom;

/**
 * Gives everybody a turn: the engine's threads, those who report, those who command, and what goes wrong. Where a call does not return,
 * others go on inside it.
 *
 * <p>Threading: one thread.
 */
final class Turns
{
    private static final int MOST_DEPTH = 2;
    private static final int ROUNDS = 60;
    private static final int HOPS = 30;
    private static final long MS = SimClock.MS;

    private final World world;
    private final Reports reports;
    private final Operators operators;
    private final Troubles troubles;
    private SplittableRandom inside = new SplittableRandom(0);
    private int depth;
    private boolean journalRuns;
    private boolean actionRuns;
    private boolean settling;

    Turns(final World world)
    {
        this.world = world;
        reports = new Reports(world);
        operators = new Operators(world, this);
        troubles = new Troubles(world);
    }

    /** A life begins. */
    void begun()
    {
        troubles.begun();
        journalRuns = false;
        actionRuns = false;
        depth = 0;
        world.life().turns().whileWaiting(this::whileWaiting);
    }

    /** What goes wrong with the disk at the next start. */
    void nextStart(final SplittableRandom random)
    {
        if (random.nextInt(4) == 0)
        {
            world.disk().arm(FaultPoint.STATE_RENAME_FAILS, 0);
        }
        else if (random.nextInt(3) == 0)
        {
            troubles.disk(random);
        }
    }

    void take(final Step step)
    {
        final SplittableRandom random = step.random();
        inside = random;
        switch (step.turn())
        {
            case REPORT -> reports.some(random, 1 + random.nextInt(4));
            case FLOOD -> reports.some(random, 20 + random.nextInt(60));
            case BREAKER -> breaker();
            case WATCHDOG -> watchdog();
            case JOURNAL -> journal();
            case DISPATCH -> world.life().turns().dispatch();
            case LISTENER -> listener(random);
            case ACTION -> action();
            case PULSE -> pulse();
            case PASS -> pass(random.nextInt(900) * MS + random.nextInt(3));
            case COOLDOWN -> operators.toCooldown(random);
            case ROUND -> round();
            case COMMAND -> operators.command(random);
            case MEND -> operators.mend(random);
            case SCOPE -> scope(random);
            case RELOAD -> operators.reload(random);
            case SETTLE -> settle();
            case STOP -> world.stop(random);
            case CRASH -> world.crash(false, random);
            case POWER -> world.crash(true, random);
            case CLOCK -> troubles.clock(random);
            case LATE -> troubles.late(random);
            case DISK ->
            {
                if (world.files() == null)
                {
                    troubles.disk(random);
                }
            }
            case CALLEE -> troubles.callee(random);
            case NETWORK -> troubles.network(random);
            case NOTIFY -> telling().dispatch();
            case DELIVER -> telling().deliver(random.nextInt(Telling.CHANNELS.size()));
            case WATCH -> telling().look();
            case SEEN -> telling().says(random);
            default -> troubles.audit(random, operators);
        }
    }

    private Telling telling()
    {
        return world.life().telling();
    }

    // ---- the engine's threads ----

    void breaker()
    {
        if (!settling && troubles.isBreakerLate())
        {
            return;
        }
        world.life().turns().breaker();
        world.checks().breakerRan();
    }

    void watchdog()
    {
        if (!settling && troubles.isWatchdogLate())
        {
            return;
        }
        if (world.disk().mutation() != Mutation.WATCHDOG_SLEEPS)
        {
            world.life().turns().watchdog();
        }
        world.criticalUnmarked(false);
        world.checks().watchdogRan();
    }

    void journal()
    {
        if (journalRuns || !settling && troubles.isJournalLate())
        {
            return;
        }
        journalRuns = true;
        world.life().turns().journal();
        journalRuns = false;
    }

    private void listener(final SplittableRandom random)
    {
        final TurnsEngine turns = world.life().turns();
        turns.listener(random.nextInt(turns.listeners()));
    }

    private void listeners()
    {
        final TurnsEngine turns = world.life().turns();
        for (int i = 0; i < turns.listeners() && !world.isFrozen(); i++)
        {
            while (turns.listener(i) && !world.isFrozen())
            {
                // The next.
                continue;
            }
        }
    }

    private boolean action()
    {
        if (actionRuns)
        {
            return false;
        }
        actionRuns = true;
        final boolean done = world.life().turns().action();
        actionRuns = false;
        return done;
    }

    private void pulse()
    {
        world.life().turns().pulse();
    }

    /** Everybody has a turn. */
    void round()
    {
        breaker();
        watchdog();
        breaker();
        journal();
        if (!world.isFrozen())
        {
            world.life().turns().dispatch();
            listeners();
            action();
            telling().all();
            breaker();
        }
    }

    /** Time passes in hops that nobody is late for. */
    void pass(final long ns)
    {
        final long hop = world.law().engine().staleLimitNs() / 3;
        long left = ns;
        while (left > 0 && !world.isFrozen())
        {
            final long now = Math.min(left, hop);
            troubles.advance(now);
            left -= now;
            watchdog();
            breaker();
        }
    }

    private void scope(final SplittableRandom random)
    {
        final String path = new String[] {"c", "d/e", "fast/x", "a/b/c"}[random.nextInt(4)];
        if (!world.paths().contains(path) && world.paths().size() < 6)
        {
            world.life().make(path);
            if (world.life().turns().engine().find(path) != null)
            {
                world.paths().add(path);
            }
        }
        world.life().turns().whileWaiting(this::whileWaiting);
    }

    // ---- inside a call ----

    /** Others go on while a call does not return. */
    void meanwhile()
    {
        if (depth >= MOST_DEPTH || settling || world.life() == null)
        {
            return;
        }
        if (inside.nextInt(12) == 0)
        {
            world.counts().hit(FaultPoint.CRASH_INSIDE);
            world.crash(inside.nextInt(3) != 0, inside.split());
            return;
        }
        depth++;
        final int count = 1 + inside.nextInt(8);
        for (int i = 0; i < count && !world.isFrozen(); i++)
        {
            insideTurn(inside);
            world.checks().all();
        }
        depth--;
    }

    private void insideTurn(final SplittableRandom random)
    {
        switch (random.nextInt(17))
        {
            case 0, 1, 2 -> reports.some(random, 1 + random.nextInt(4));
            case 3, 4, 5 -> breaker();
            case 6, 7 -> watchdog();
            case 8 -> journal();
            case 9, 10 -> world.life().turns().dispatch();
            case 11 -> listener(random);
            case 12 -> action();
            case 13 -> troubles.advance(random.nextInt(1_500) * MS);
            case 14 -> telling().dispatch();
            case 15 -> telling().deliver(random.nextInt(Telling.CHANNELS.size()));
            default -> pass(random.nextInt(900) * MS);
        }
    }

    /** An operator waits for the breaker: others have turns, the breaker at last. */
    private void whileWaiting()
    {
        if (!world.isFrozen() && depth < MOST_DEPTH && !settling && inside.nextInt(3) == 0)
        {
            depth++;
            insideTurn(inside);
            depth--;
        }
        breaker();
        if (inside.nextBoolean())
        {
                journal();
        }
    }

    // ---- quiet ----

    /** All is done that waits, with nothing going wrong, and the books are compared. */
    void settle()
    {
        settling = true;
        troubles.begun();
        world.disk().disarm();
        final TurnsEngine turns = world.life().turns();
        // Decisions that found no room fill the ring as soon as there is some: while it is full, others may wait.
        boolean more = true;
        for (int i = 0; i < ROUNDS && (i <= 3 || more || !isQuiet()); i++)
        {
            breaker();
            watchdog();
            breaker();
            more = turns.auditFull();
            journal();
            turns.dispatch();
            listeners();
            while (action())
            {
                // The next.
                continue;
            }
            telling().all();
        }
        settling = false;
        world.checks().settled(!more && isQuiet());
    }

    private boolean isQuiet()
    {
        final TurnsEngine turns = world.life().turns();
        return turns.idle() && turns.judged() == world.life().offeredReports()
            && (turns.journalFailed() || turns.durable() == turns.decided())
            && (turns.guard(0) & (GuardWord.STALE | GuardWord.TICKLESS)) == 0;
    }

    /** The end of a run. */
    void end()
    {
        settle();
        if (world.life().books().law().latched(Cause.JOURNAL))
        {
            operators.accept(Cause.JOURNAL);
            settle();
        }
        world.checks().journal();
        tell();
    }

    /** The network is well for three hours. */
    private void tell()
    {
        for (int i = 0; i < HOPS && !world.isFrozen(); i++)
        {
            world.clock().pass((i < HOPS / 2 ? 60 : 660) * 1_000 * MS);
            telling().all();
            // Where it is full, what became of messages is not journaled.
            world.life().turns().journal();
            world.life().turns().dispatch();
        }
        telling().settled();
    }
}
