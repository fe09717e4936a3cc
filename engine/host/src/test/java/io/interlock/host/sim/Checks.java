package io.interlock.host.sim;

import io.interlock.core.engine.Scope;
import io.interlock.core.engine.TurnsEngine;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.twin.LawBeside;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.util.List;

/**
 * The invariants of the design, after every step: what a gate shows is never looser than the law and than what is durable, what it answers
 * is what the law says of that, and whoever stands still lets nothing through.
 *
 * <p>Threading: one thread.
 */
final class Checks
{
    private static final double SURE = 0.95;
    private static final double UNSURE = 0.5;

    private final World world;
    private long breakerAtNs;
    private long progressSeenNs;
    private boolean progress;
    private TurnsEngine seen;
    private long folded;
    private long originNs;

    Checks(final World world)
    {
        this.world = world;
    }

    // ---- who had a turn ----

    /** The breaker had a round. */
    void breakerRan()
    {
        fresh();
        progress = true;
        breakerAtNs = Math.max(breakerAtNs, world.clock().nanoTime());
    }

    /** The watchdog had a round: a breaker that it has not seen move for the stale limit must be known as stale by now. */
    void watchdogRan()
    {
        fresh();
        final long nowNs = world.clock().nanoTime();
        if (progress)
        {
            progress = false;
            progressSeenNs = nowNs;
        }
        else if (nowNs - progressSeenNs >= world.law().engine().staleLimitNs() && !world.isFrozen())
        {
            world.require((world.life().turns().guard(0) & GuardWord.STALE) != 0,
                "the breaker has not moved for " + (nowNs - progressSeenNs) / SimClock.MS + " ms, and is not known as stale");
        }
    }

    private void fresh()
    {
        if (world.life() != null && world.life().turns() != seen)
        {
            seen = world.life().turns();
            breakerAtNs = world.clock().nanoTime();
            progressSeenNs = breakerAtNs;
            originNs = breakerAtNs;
            progress = true;
            folded = 0;
        }
    }

    /** Engine time, as of now. */
    long engineNs()
    {
        fresh();
        return world.clock().nanoTime() - originNs;
    }

    // ---- after each step ----

    void all()
    {
        if (world.isFrozen() || world.life() == null)
        {
            return;
        }
        fresh();
        final Life life = world.life();
        final long durable = life.durable();
        world.require(life.turns().durable() <= durable,
            "the journal says that decision " + life.turns().durable() + " is durable, and on the disk only " + durable + " are");
        world.require(life.turns().faults() == 0, "judging threw " + life.turns().faults() + " times");
        if (life.turns().counted()[1] != folded)
        {
            folded = life.turns().counted()[1];
            world.counts().hit(FaultPoint.RING_FULL);
        }
        final LawBeside law = life.books().law();
        if (law != null)
        {
            final List<Books.Loosening> held = life.books().loosenings(durable);
            for (int id = 0; id < Math.min(law.scopes(), life.scopes().size()); id++)
            {
                shown(life, id, held);
                answers(life, id);
            }
        }
    }

    private void shown(final Life life, final int id, final List<Books.Loosening> held)
    {
        Level least = life.books().law().level(id);
        boolean override = life.books().law().override(id);
        for (final Books.Loosening each : held)
        {
            if (each.scope() == id)
            {
                least = each.from() == null ? least : Level.max(least, each.from());
                override |= each.from() == null;
            }
        }
        final Level shown = life.turns().shown(id);
        if (least.isAbove(shown))
        {
            world.broken("scope \"" + life.scopes().get(id).path() + "\" shows " + shown + ", by law and disk it is " + least);
        }
        if (override && !life.turns().overrideShown(id))
        {
            world.broken("scope \"" + life.scopes().get(id).path() + "\" does not show its override");
        }
    }

    private void answers(final Life life, final int id)
    {
        final TurnsEngine turns = life.turns();
        final LawBeside law = life.books().law();
        Level effective = Level.CLOSED;
        boolean override = false;
        for (int at = id; at >= 0; at = law.parent(at))
        {
            effective = Level.max(effective, turns.shown(at));
            override |= turns.overrideShown(at);
        }
        final long guard = turns.guard(0) | turns.guard(id);
        effective = (guard & GuardWord.KILLED) != 0 ? Level.SHUTDOWN : effective;
        final Scope scope = life.scopes().get(id);
        final boolean stale = (guard & GuardWord.ANY_STALE) != 0;
        final long nowNs = world.clock().nanoTime();
        final boolean late = nowNs - breakerAtNs > world.law().engine().staleLimitNs();
        answer(scope, Intent.CANCEL, scope.gate().check(Intent.CANCEL), Reason.ALLOWED);
        answer(scope, Intent.CLOSE, scope.gate().check(Intent.CLOSE), law.answer(id, effective, override, Intent.CLOSE, SURE));
        open(scope, scope.gate().check(Intent.OPEN, SURE), law.answer(id, effective, override, Intent.OPEN, SURE), stale);
        open(scope, scope.gate().check(Intent.OPEN, UNSURE), law.answer(id, effective, override, Intent.OPEN, UNSURE), stale);
        open(scope, scope.gate().check(Intent.OPEN, SURE, nowNs), law.answer(id, effective, override, Intent.OPEN, SURE), stale || late);
    }

    private void open(final Scope scope, final Verdict verdict, final Reason law, final boolean stale)
    {
        final boolean before = law == Reason.DENIED_SHUTDOWN || law == Reason.DENIED_OVERRIDE;
        answer(scope, Intent.OPEN, verdict, stale && !before ? Reason.DENIED_STALE : law);
    }

    private void answer(final Scope scope, final Intent intent, final Verdict verdict, final Reason expected)
    {
        if (verdict.reason() != expected)
        {
            world.broken("the gate of \"" + scope.path() + "\" answers " + intent + " with " + verdict.reason() + ", not with " + expected);
        }
    }

    // ---- when all is quiet ----

    /** Nothing waits any more: what was offered was judged, and gates show what the law says. */
    void settled(final boolean quiet)
    {
        if (world.isFrozen())
        {
            return;
        }
        final Life life = world.life();
        final TurnsEngine turns = life.turns();
        world.require(turns.judged() == life.offeredReports(),
            life.offeredReports() + " reports were offered, and " + turns.judged() + " are judged");
        world.require(quiet, "the engine does not come to rest: guard " + turns.guard(0) + ", durable " + turns.durable() + " of "
            + turns.decided() + ", audit ring " + turns.auditDepth());
        if (!turns.journalFailed())
        {
            for (int id = 0; id < life.books().law().scopes(); id++)
            {
                final Level law = life.books().law().level(id);
                world.require(turns.shown(id) == law, "at rest \"" + life.scopes().get(id).path() + "\" shows " + turns.shown(id)
                    + ", the law says " + law);
            }
        }
        life.market().settled();
    }

    /**
     * At the end: the journal is whole, where no disk has damaged it. A torn tail that a start could not mark, since the disk failed then
     * too and the process died before an operator accepted that, is damage to the start after it, which is the stricter reading.
     */
    void journal()
    {
        final Verification found = new JournalVerifier(null, null, null).verify(world.disk().source());
        world.require(world.disk().isDamaged() || found.findings().stream().allMatch(finding -> world.disk().isTorn(finding.index())),
            "the journal is not whole: " + found.findings());
    }
}
