package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.SECOND;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import java.util.SplittableRandom;

/**
 * Makes a stream of events from a seed, one by one. It looks at the model, so that it can meet the instants that matter: the end of a
 * cooldown, the start of a second, the second in which a window runs out. Its mood changes now and then: calm, failing, flapping, or an
 * operator at the keyboard. {@link SampleGenerator} chooses the numbers.
 *
 * <p>Threading: one test thread.
 */
final class StreamGenerator
{
    private enum Mood
    {
        CALM,
        FAILING,
        FLAPPING,
        HEALING,
        OPERATOR,
        ANYTHING
    }

    private static final Mood[] MOODS = Mood.values();
    private static final Cause[] ACCEPTABLE = {Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS};

    private final SplittableRandom random;
    private final LawModel model;
    private final int scopes;
    private final SampleGenerator samples;
    private final boolean journal;
    private final boolean odd;
    private Mood mood = Mood.ANYTHING;
    private long nowNs;

    /**
     * A stream's beginning.
     *
     * @param random seeded.
     * @param model  to be told of every event before the next is asked for.
     * @param scopes how many there may be; those that the model does not have yet come up in their order.
     */
    StreamGenerator(final SplittableRandom random, final LawModel model, final int scopes)
    {
        this.scopes = scopes;
        this.random = random;
        this.model = model;
        this.samples = new SampleGenerator(random);
        this.journal = random.nextInt(3) == 0;
        this.odd = random.nextInt(4) == 0;
        this.nowNs = random.nextBoolean() ? 0 : random.nextLong(10_000) * MS;
    }

    /**
     * The next event.
     *
     * @return not earlier than the one before.
     */
    LawEvent next()
    {
        if (random.nextInt(60) == 0)
        {
            mood = MOODS[random.nextInt(MOODS.length)];
        }
        nowNs += step();
        final int born = model.scopeCount();
        if (born < scopes && random.nextInt(100) == 0)
        {
            return newborn(born);
        }
        final int scope = random.nextInt(3) == 0 ? 0 : random.nextInt(model.scopeCount());
        if (model.scope(scope).level == Level.SHUTDOWN && random.nextInt(20) == 0)
        {
            // SHUTDOWN is where nothing happens any more
            return LawEvent.plain(nowNs, scope, model.scope(scope).restartedInShutdown ? InputKind.RESET : InputKind.RESTART);
        }
        final int dice = random.nextInt(1000);
        if (model.scope(0).latched.containsKey(Cause.OVERLOAD) && dice % 8 == 0)
        {
            return LawEvent.plain(nowNs, 0, InputKind.OVERLOAD);
        }
        return switch (mood)
        {
            case CALM -> dice < 950 ? healthy(scope) : anything(scope);
            case HEALING -> dice < 990 ? healthy(scope) : command(scope);
            case FAILING -> dice < 600 ? bad(scope) : dice < 900 ? healthy(scope) : anything(scope);
            case FLAPPING -> (nowNs / (20 * SECOND) & 1) == 0 ? healthy(scope) : bad(scope);
            case OPERATOR -> dice < 300 ? command(scope) : dice < 800 ? healthy(scope) : bad(scope);
            case ANYTHING -> anything(scope);
        };
    }

    /** The first that is heard of a scope. */
    private LawEvent newborn(final int scope)
    {
        return switch (random.nextInt(5))
        {
            case 0 -> LawEvent.latency(nowNs, scope, random.nextLong(6_000 * MS));
            case 1 -> LawEvent.plain(nowNs, scope, InputKind.ORDER_FAILURE);
            case 2 -> LawEvent.word(nowNs, scope, InputKind.EXCHANGE, ExchangeStatus.of(random.nextInt(4)));
            case 3 -> LawEvent.plain(nowNs, scope, InputKind.KILL);
            default -> LawEvent.plain(nowNs, scope, InputKind.TICK);
        };
    }

    // ---- time ----

    private long step()
    {
        final int dice = random.nextInt(1000);
        if (dice < 450)
        {
            return 0;
        }
        if (dice < 700)
        {
            return fine(random.nextInt(50) * MS);
        }
        if (dice < 820)
        {
            return fine(random.nextInt(5_000) * MS);
        }
        if (dice < 890)
        {
            return toNextSecond() + random.nextInt(3) * SECOND;
        }
        if (dice < 910)
        {
            return toNextSecond() - (random.nextBoolean() ? 1 : MS);
        }
        if (dice < 960)
        {
            return toSomeDueTime();
        }
        if (dice < 980)
        {
            return fine(random.nextInt(120) * SECOND);
        }
        return dice < 998 ? toEndOfSomeWindow() : random.nextInt(10_000) * SECOND;
    }

    /** In some streams times are not whole milliseconds. */
    private long fine(final long ns)
    {
        return odd && random.nextBoolean() ? ns + random.nextInt(1_000_000) : ns;
    }

    private long toNextSecond()
    {
        return SECOND - Math.floorMod(nowNs, SECOND);
    }

    /** Where a cooldown ends, exactly or just beside it; whether or not anything else is missing. */
    private long toSomeDueTime()
    {
        final LawScope scope = model.scope(random.nextInt(model.scopeCount()));
        if (!scope.recoversOneDay())
        {
            return 0;
        }
        final long end = scope.healthySince + scope.cooldownNs() - nowNs;
        final long beside = switch (random.nextInt(6))
        {
            case 0 -> end - 1;
            case 1 -> end - MS;
            case 2 -> end + MS;
            default -> end;
        };
        return Math.max(0, beside);
    }

    private long toEndOfSomeWindow()
    {
        final LawScope scope = model.scope(random.nextInt(model.scopeCount()));
        final int seconds = random.nextBoolean() ? scope.config.loss().windowSeconds() : scope.config.failureRate().windowSeconds();
        return toNextSecond() + (seconds - 1L) * SECOND - random.nextInt(2) * MS;
    }

    // ---- events ----

    private LawEvent healthy(final int scope)
    {
        final LawScope at = model.scope(scope);
        if (random.nextInt(12) == 0)
        {
            return samples.gathered(nowNs, at);
        }
        return switch (random.nextInt(9))
        {
            case 0, 1 -> samples.latency(nowNs, at, true);
            case 2 -> samples.slippage(nowNs, at, true);
            case 3 -> samples.fill(nowNs, at, true);
            case 4 -> samples.equity(nowNs, at, true);
            case 5 -> LawEvent.word(nowNs, scope, InputKind.EXCHANGE, ExchangeStatus.UP);
            case 6 -> LawEvent.word(nowNs, scope, InputKind.NETWORK, NetworkStatus.CONNECTED);
            default -> LawEvent.plain(nowNs, scope, InputKind.ORDER_SUCCESS);
        };
    }

    private LawEvent bad(final int scope)
    {
        final LawScope at = model.scope(scope);
        if (random.nextInt(16) == 0)
        {
            return samples.folded(nowNs, at);
        }
        return switch (random.nextInt(20))
        {
            case 0, 1, 2 -> samples.latency(nowNs, at, false);
            case 3, 4 -> samples.slippage(nowNs, at, false);
            case 5 -> samples.fill(nowNs, at, false);
            case 6, 7, 8 -> samples.equity(nowNs, at, false);
            case 9 -> samples.loss(nowNs, at);
            case 10 -> LawEvent.word(nowNs, scope, InputKind.EXCHANGE, ExchangeStatus.of(random.nextInt(4)));
            case 11 -> LawEvent.word(nowNs, scope, InputKind.NETWORK, NetworkStatus.of(random.nextInt(2)));
            case 12, 13 -> LawEvent.plain(nowNs, scope, InputKind.ORDER_SUCCESS);
            default -> LawEvent.plain(nowNs, scope, InputKind.ORDER_FAILURE);
        };
    }

    private LawEvent anything(final int scope)
    {
        final int dice = random.nextInt(1000);
        if (dice < 400)
        {
            return healthy(scope);
        }
        if (dice < 750)
        {
            return bad(scope);
        }
        if (dice < 840)
        {
            return new LawEvent(nowNs, scope, InputKind.TICK, 0, samples.confidence(), 0.0, Intent.values()[random.nextInt(3)]);
        }
        if (dice < 900)
        {
            return dice < 870 ? LawEvent.plain(nowNs, scope, InputKind.TICK) : samples.intent(nowNs, scope);
        }
        if (dice < 920)
        {
            return samples.garbage(nowNs, model.scope(scope));
        }
        return dice < 922 ? LawEvent.word(nowNs, scope, InputKind.CRITICAL_ERROR, CriticalError.of(random.nextInt(4))) : command(scope);
    }

    private LawEvent command(final int scope)
    {
        final int dice = random.nextInt(100);
        if (journal && dice < 12)
        {
            return dice < 2 ? LawEvent.plain(nowNs, 0, InputKind.JOURNAL_FAILED) :
                dice < 3 ? LawEvent.plain(nowNs, 0, InputKind.JOURNAL_DAMAGED) :
                dice < 4 ? LawEvent.plain(nowNs, 0, InputKind.RESTARTS) :
                dice < 8 ? LawEvent.plain(nowNs, 0, InputKind.OVERLOAD) : accept();
        }
        return dice < 30 ? LawEvent.plain(nowNs, scope, InputKind.CONFIRM) :
            dice < 50 ? LawEvent.plain(nowNs, scope, InputKind.FORCE_RECOVERY) :
            dice < 60 ? LawEvent.plain(nowNs, scope, InputKind.OVERRIDE_ENABLE) :
            dice < 70 ? LawEvent.plain(nowNs, scope, InputKind.OVERRIDE_DISABLE) :
            dice < 73 ? LawEvent.plain(nowNs, scope, InputKind.KILL) :
            dice < 85 ? LawEvent.plain(nowNs, scope, InputKind.RESET) :
            dice < 90 ? LawEvent.plain(nowNs, scope, InputKind.RESTART) :
            dice < 95 ? LawEvent.plain(nowNs, scope, InputKind.STALL) : accept();
    }

    private LawEvent accept()
    {
        return LawEvent.word(nowNs, 0, InputKind.ACCEPT, ACCEPTABLE[random.nextInt(ACCEPTABLE.length)]);
    }
}
