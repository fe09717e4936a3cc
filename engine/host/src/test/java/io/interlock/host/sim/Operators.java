package io.interlock.host.sim;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.engine.ReloadOrder;
import io.interlock.core.engine.Scope;
import io.interlock.core.machine.twin.LawBeside;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.port.ReloadInput;
import java.util.SplittableRandom;

/**
 * People at the desk. While one waits for an answer others have turns, so one at a time commands.
 *
 * <p>Threading: one thread.
 */
final class Operators
{
    private static final Cause[] ACCEPTABLE = {Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS};

    private final World world;
    private final Turns turns;
    private long reloads;

    Operators(final World world, final Turns turns)
    {
        this.world = world;
        this.turns = turns;
    }

    private OperatorDesk desk()
    {
        return world.life().turns().engine().desk();
    }

    private int scope(final SplittableRandom random)
    {
        return random.nextInt(Math.min(world.life().scopes().size(), world.life().turns().scopes()));
    }

    private String path(final int scope)
    {
        return world.life().scopes().get(scope).path();
    }

    /** Any command. */
    void command(final SplittableRandom random)
    {
        final int scope = scope(random);
        final String path = path(scope);
        switch (random.nextInt(12))
        {
            case 0, 1, 2 -> override(random);
            case 3, 4 -> desk().confirm(path, "ann", "it is over");
            case 5, 6, 7 -> desk().forceRecovery(path, "bob", "");
            case 8 -> kill(random, scope);
            case 9 -> desk().reset(path, "bob", "the books are right again");
            default -> accept(ACCEPTABLE[random.nextInt(ACCEPTABLE.length)]);
        }
    }

    void override(final SplittableRandom random)
    {
        desk().override(path(scope(random)), random.nextInt(3) == 0, "ann", "careful");
    }

    void accept(final Cause cause)
    {
        desk().accept(cause, "bob", "seen");
    }

    private void kill(final SplittableRandom random, final int scope)
    {
        if (random.nextInt(4) != 0)
        {
            return;
        }
        world.kills().add(scope);
        desk().kill(path(scope), "ann", "now");
        if (world.isFrozen())
        {
            return;
        }
        for (final Scope each : world.life().scopes())
        {
            final boolean below = scope == 0 || each.path().equals(path(scope)) || each.path().startsWith(path(scope) + "/");
            world.require(!below || each.level() == Level.SHUTDOWN || !world.life().turns().idle(),
                "after a kill \"" + each.path() + "\" is " + each.level());
            world.require(!below || !each.gate().check(Intent.OPEN, 1.0).allowed(), "after a kill \"" + each.path() + "\" does not refuse");
        }
    }

    /** What a person does who sees what stands. */
    void mend(final SplittableRandom random)
    {
        final LawBeside law = world.life().books().law();
        for (final Cause cause : ACCEPTABLE)
        {
            if (law.latched(cause))
            {
                accept(cause);
            }
        }
        for (int id = 0; id < law.scopes() && !world.isFrozen(); id++)
        {
            if (law.level(id) == Level.SHUTDOWN)
            {
                if (!law.resettable(id))
                {
                    if (random.nextInt(4) == 0)
                    {
                        world.stop(random);
                    }
                    return;
                }
                desk().reset(path(id), "bob", "the books are right again");
            }
            else if (law.override(id) && random.nextInt(3) == 0)
            {
                desk().override(path(id), false, "ann", "");
            }
            else if (law.level(id) == Level.HALT && random.nextInt(4) == 0)
            {
                desk().forceRecovery(path(id), "bob", "");
            }
        }
    }

    /** Time passes to where a scope's cooldown ends, or a moment before. */
    void toCooldown(final SplittableRandom random)
    {
        final LawBeside law = world.life().books().law();
        final long endNs = law.cooldownEndNs(random.nextInt(law.scopes()));
        if (endNs != Long.MAX_VALUE)
        {
            turns.breaker();
            final long nowNs = world.checks().engineNs();
            turns.pass(Math.max(0, Math.min(endNs - nowNs - random.nextInt(2), 12_000 * SimClock.MS)));
        }
    }

    void reload(final SplittableRandom random)
    {
        final BreakerConfig next = SimConfigs.changed(world.law(), random);
        reloads++;
        final String hash = String.format("%064x", reloads);
        world.life().books().willReload(hash, next);
        final boolean done = desk().reload(new ReloadOrder(
            SimConfigs.mutated(next, world.disk().mutation()), new ReloadInput.Text("preset: default", hash), ""), "ann", "").accepted();
        if (done && !world.isFrozen())
        {
            world.law(next);
        }
    }
}
