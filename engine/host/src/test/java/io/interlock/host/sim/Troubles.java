package io.interlock.host.sim;

import java.util.SplittableRandom;

/**
 * Clocks that lie, threads that are not scheduled, and the calls that are to go wrong.
 *
 * <p>Threading: one thread.
 */
final class Troubles
{
    private static final FaultPoint[] DISK = {
        FaultPoint.APPEND_FAILS, FaultPoint.APPEND_SHORT, FaultPoint.FORCE_FAILS, FaultPoint.FORCE_UNTOLD, FaultPoint.FORCE_SLOW,
        FaultPoint.FORCE_SLOW, FaultPoint.FORCE_SLOW, FaultPoint.NEW_FILE_FAILS, FaultPoint.NEW_FILE_FAILS, FaultPoint.DISK_LOW,
        FaultPoint.STATE_WRITE_FAILS, FaultPoint.STATE_WRITE_SHORT, FaultPoint.STATE_FORCE_FAILS, FaultPoint.STATE_FORCE_SLOW,
        FaultPoint.STATE_FORCE_SLOW, FaultPoint.STATE_FORCE_SLOW, FaultPoint.STATE_FORCE_SLOW, FaultPoint.STATE_FORCE_SLOW,
        FaultPoint.STATE_FORCE_SLOW, FaultPoint.STATE_RENAME_FAILS};
    private static final FaultPoint[] CALLEES = {
        FaultPoint.LISTENER_THROWS, FaultPoint.LISTENER_HANGS, FaultPoint.CHANNEL_FAILS, FaultPoint.CHANNEL_HANGS,
        FaultPoint.ACTION_FAILS, FaultPoint.ACTION_HANGS, FaultPoint.ACTION_SLOW, FaultPoint.DEAD_MAN_FAILS};
    private static final FaultPoint[] NETWORK = {
        FaultPoint.NETWORK_DOWN, FaultPoint.MESSAGE_LOST, FaultPoint.ANSWER_LOST, FaultPoint.DELIVERY_HANGS, FaultPoint.DELIVERY_HANGS,
        FaultPoint.RECEIVER_REFUSES, FaultPoint.RECEIVER_IS_BUSY, FaultPoint.CHANNEL_THROWS};
    private static final long MS = SimClock.MS;
    private static final long YEAR_MS = 365L * 86_400_000L;

    private final World world;
    private final Late clock = new Late(FaultPoint.CLOCK_STALL);
    private final Late breaker = new Late(FaultPoint.BREAKER_LATE);
    private final Late watchdog = new Late(FaultPoint.WATCHDOG_LATE);
    private final Late journal = new Late(FaultPoint.JOURNAL_LATE);

    /** Turns that somebody misses; counted with the first that is really missed. */
    private final class Late
    {
        private final FaultPoint fault;
        private int turns;
        private boolean counted = true;

        Late(final FaultPoint fault)
        {
            this.fault = fault;
        }

        void plant(final int most)
        {
            turns = most;
            counted = false;
        }

        boolean misses()
        {
            if (turns <= 0)
            {
                return false;
            }
            turns--;
            if (!counted)
            {
                counted = true;
                world.counts().hit(fault);
            }
            return true;
        }
    }

    Troubles(final World world)
    {
        this.world = world;
    }

    /** Everybody is on time, and the clock moves. */
    void begun()
    {
        clock.turns = 0;
        breaker.turns = 0;
        watchdog.turns = 0;
        journal.turns = 0;
    }

    /** Somebody waits for the breaker, which comes; and now and then for the journal. */
    void waits()
    {
        breaker.turns = 0;
        journal.turns = Math.min(journal.turns, 1);
    }

    /** Each is asked once for each turn that it would have. */
    boolean isBreakerLate()
    {
        return breaker.misses();
    }

    boolean isWatchdogLate()
    {
        return watchdog.misses();
    }

    boolean isJournalLate()
    {
        return journal.misses();
    }

    /** Time passes. */
    void advance(final long ns)
    {
        if (clock.misses())
        {
            world.clock().stepWall(ns / MS);
        }
        else
        {
            world.clock().pass(ns);
        }
    }

    void clock(final SplittableRandom random)
    {
        final SimClock time = world.clock();
        switch (random.nextInt(5))
        {
            case 0 ->
            {
                time.pass(world.law().engine().staleLimitNs() + 1 + random.nextInt(20_000) * MS);
                world.counts().hit(FaultPoint.CLOCK_JUMP_FORWARD);
            }
            case 1 ->
            {
                clock.plant(1 + random.nextInt(8));
            }
            case 2 ->
            {
                time.step(-1 - random.nextInt(500) * MS);
                world.counts().hit(FaultPoint.CLOCK_STEP_BACK);
            }
            case 3 ->
            {
                time.stepWall(-1_000L * (1 + random.nextInt(7_200)));
                world.counts().hit(FaultPoint.WALL_STEP_BACK);
            }
            default ->
            {
                time.stepWall(YEAR_MS);
                world.counts().hit(FaultPoint.WALL_STEP_YEAR);
            }
        }
    }

    void late(final SplittableRandom random)
    {
        switch (random.nextInt(3))
        {
            case 0 ->
            {
                breaker.plant(2 + random.nextInt(12));
            }
            case 1 ->
            {
                watchdog.plant(2 + random.nextInt(12));
            }
            default ->
            {
                journal.plant(2 + random.nextInt(20));
            }
        }
    }

    void disk(final SplittableRandom random)
    {
        final FaultPoint fault = DISK[random.nextInt(DISK.length)];
        if (fault == FaultPoint.DISK_LOW)
        {
            world.disk().low(true);
        }
        else
        {
            world.disk().arm(fault, random.nextInt());
        }
    }

    void callee(final SplittableRandom random)
    {
        world.disk().arm(CALLEES[random.nextInt(CALLEES.length)], random.nextInt());
    }

    void network(final SplittableRandom random)
    {
        world.disk().arm(NETWORK[random.nextInt(NETWORK.length)], random.nextInt());
    }

    /** Commands come faster than the journal's thread takes them. */
    void audit(final SplittableRandom random, final Operators operators)
    {
        for (int i = 0; i < 80 && !world.isFrozen(); i++)
        {
            journal.turns = 40;
            operators.override(random);
            if (world.life().turns().auditFull())
            {
                world.counts().hit(FaultPoint.AUDIT_RING_FULL);
                return;
            }
        }
    }
}
