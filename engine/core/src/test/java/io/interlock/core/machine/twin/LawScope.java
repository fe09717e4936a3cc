package io.interlock.core.machine.twin;

import io.interlock.config.LatencyConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.config.ScopeConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One scope of the {@link LawModel}: every result and every equity of its windows in a plain list, each with the second it fell in.
 * {@link LawWindow} holds those; here is what the scope remembers beside them, and what it says to each kind of sample.
 *
 * <p>Threading: one test thread.
 */
final class LawScope
{
    /** No recovery in sight. */
    static final long NOT_DUE = Long.MAX_VALUE;

    /** How a sample counts for recovery. */
    enum Health
    {
        /** Evidence. */
        HEALTHY,
        /** Over a threshold and not confirmed yet. */
        NEITHER,
        /** Counts against it, or is no sample at all. */
        BREACH
    }

    final int id;
    final String path;
    final LawScope parent;
    ScopeConfig config;
    final LawWindow window;

    Level level = Level.CLOSED;
    boolean override;
    int streak;
    ExchangeStatus exchange = ExchangeStatus.UP;
    NetworkStatus network = NetworkStatus.CONNECTED;
    boolean rateStands;
    boolean lossStands;
    /** JOURNAL, JOURNAL_DAMAGE, RESTARTS and OVERLOAD: what no report can end, and the level that each demands. */
    final Map<Cause, Level> latched = new EnumMap<>(Cause.class);
    long healthySince = Long.MIN_VALUE;
    int evidence;
    boolean restartedInShutdown;

    /** Breaches of each cause since the start, a force recovery or a reset, and when the last one was. */
    final Map<Cause, Integer> breaches = new EnumMap<>(Cause.class);
    final Map<Cause, Long> lastBreachNs = new EnumMap<>(Cause.class);

    /** Samples in a row at or over ALERT, THROTTLE, HALT. */
    final int[] confirmed = new int[3];
    private final List<LawOutput> said;
    long lastEvidenceNs;

    LawScope(final int id, final String path, final LawScope parent, final ScopeConfig config, final List<LawOutput> said)
    {
        this.id = id;
        this.path = path;
        this.parent = parent;
        this.config = config;
        this.said = said;
        this.window = new LawWindow(config.failureRate().windowSeconds(), config.loss().windowSeconds());
    }

    // ---- what is asked for ----

    /** Counts the sample in its row, and adds what it demands. */
    Health latency(final long ns, final List<LawDemand> demands)
    {
        if (ns < 0)
        {
            demands.add(LawDemand.plain(Cause.INVALID_SAMPLE, Level.ALERT));
            return Health.BREACH;
        }
        final LatencyConfig thresholds = config.latency();
        confirmed[0] = ns >= thresholds.alertNs() ? confirmed[0] + 1 : 0;
        confirmed[1] = ns >= thresholds.throttleNs() ? confirmed[1] + 1 : 0;
        confirmed[2] = ns > thresholds.haltNs() ? confirmed[2] + 1 : 0;
        final int before = demands.size();
        LawDemand.latency(thresholds, confirmed, ns, demands);
        return demands.size() > before ? Health.BREACH : confirmed[0] > 0 ? Health.NEITHER : Health.HEALTHY;
    }

    /** Adds what a price demands. */
    Health slippage(final int adverse, final double expected, final double actual, final List<LawDemand> demands)
    {
        if (!positive(expected) || !positive(actual))
        {
            demands.add(LawDemand.plain(Cause.INVALID_SAMPLE, Level.ALERT));
            return Health.BREACH;
        }
        final int before = demands.size();
        LawDemand.slippage(config.slippage(), LawMath.slippagePpb(adverse, expected, actual), demands);
        return demands.size() > before ? Health.BREACH : Health.HEALTHY;
    }

    static boolean positive(final double number)
    {
        return Double.isFinite(number) && number > 0.0;
    }

    /** The rate stands exactly while the last judgement found a demand. */
    void judgeRate(final List<LawDemand> demands)
    {
        final int before = demands.size();
        LawDemand.rate(config.failureRate(), window.failures(), window.orders(), demands);
        rateStands = demands.size() > before;
    }

    /** So does the loss by equity. With no equity left in the window there is none. */
    void judgeEquity(final List<LawDemand> demands)
    {
        final int before = demands.size();
        if (window.hasEquity())
        {
            LawDemand.loss(config.loss(), LawMath.lossPpb(window.highEquity(), window.lastEquity()), demands);
        }
        lossStands = demands.size() > before;
    }

    // ---- what happens ----

    /** The start of a second: what is too old leaves, and rate and loss are judged again. */
    void secondStarts(final long second, final long nowNs)
    {
        if (!window.moveTo(second))
        {
            return; // the same window says the same
        }
        final boolean stood = anyStands();
        final boolean rateStood = rateStands;
        final boolean lossStood = lossStands;
        final List<LawDemand> demands = new ArrayList<>();
        judgeRate(demands);
        judgeEquity(demands);
        for (final LawDemand demand : demands)
        {
            if (!(demand.cause() == Cause.LOSS ? lossStood : rateStood) || demand.level().isAbove(level))
            {
                count(demand, nowNs);
            }
        }
        demand(nowNs, demands);
        clockStartsAnewIfNothingStands(stood, nowNs);
    }

    /** Failures, reported here or below, among successes that end no streak; as many of them in a row as lengthen it. */
    void failures(final long nowNs, final int successes, final int failures, final int inARow)
    {
        final boolean stood = anyStands();
        final List<LawDemand> demands = new ArrayList<>();
        streak += inARow;
        window.addResults(successes, failures);
        LawDemand.streak(config.failures(), streak, demands);
        judgeRate(demands);
        if (level.ordinal() >= Level.THROTTLE.ordinal())
        {
            clockStartsAnew(nowNs);
        }
        breach(nowNs, demands);
        clockStartsAnewIfNothingStands(stood, nowNs);
    }

    /** A success, reported here or below. The rate is never judged at one. */
    void success(final long nowNs)
    {
        final boolean stood = anyStands();
        streak = 0;
        window.addResult(false);
        clockStartsAnewIfNothingStands(stood, nowNs);
    }

    /** One healthy sample. */
    void evidence(final long nowNs)
    {
        evidence++;
        if (evidence == config.recovery().rule().evidence())
        {
            lastEvidenceNs = nowNs;
        }
    }

    void equity(final double equity, final long nowNs)
    {
        final boolean stood = anyStands();
        final List<LawDemand> demands = new ArrayList<>();
        window.addEquity(equity);
        judgeEquity(demands);
        breach(nowNs, demands);
        clockStartsAnewIfNothingStands(stood, nowNs);
    }

    void loss(final double fraction, final long nowNs)
    {
        final List<LawDemand> demands = new ArrayList<>();
        LawDemand.loss(config.loss(), LawMath.fractionPpb(fraction), demands);
        breach(nowNs, demands);
    }

    void exchange(final ExchangeStatus status, final long nowNs)
    {
        final boolean stood = anyStands();
        exchange = status;
        breach(nowNs, switch (status)
        {
            case UP -> List.of();
            case SLOW -> List.of(LawDemand.plain(Cause.EXCHANGE, Level.ALERT));
            case DEGRADED -> List.of(LawDemand.plain(Cause.EXCHANGE, Level.THROTTLE));
            case DOWN -> List.of(LawDemand.plain(Cause.EXCHANGE, Level.HALT));
        });
        clockStartsAnewIfNothingStands(stood, nowNs);
    }

    void network(final NetworkStatus status, final long nowNs)
    {
        final boolean stood = anyStands();
        network = status;
        breach(nowNs, status == NetworkStatus.CONNECTED ? List.of() : List.of(LawDemand.plain(Cause.NETWORK, Level.HALT)));
        clockStartsAnewIfNothingStands(stood, nowNs);
    }

    /** A breach moves the recovery clock; it moves the level only upwards, to the most severe demand. */
    void breach(final long nowNs, final List<LawDemand> demands)
    {
        demands.forEach((demand) -> count(demand, nowNs));
        demand(nowNs, demands);
    }

    void count(final LawDemand demand, final long nowNs)
    {
        breaches.merge(demand.cause(), 1, Integer::sum);
        lastBreachNs.put(demand.cause(), nowNs);
    }

    void demand(final long nowNs, final List<LawDemand> demands)
    {
        final LawDemand worst = LawDemand.worst(demands);
        if (worst != null)
        {
            clockStartsAnew(nowNs);
            if (worst.level().isAbove(level))
            {
                moveTo(nowNs, worst.level(), worst);
            }
        }
    }

    // ---- recovery ----

    boolean stands(final Cause cause)
    {
        return switch (cause)
        {
            case EXCHANGE -> exchange != ExchangeStatus.UP;
            case NETWORK -> network != NetworkStatus.CONNECTED;
            case FAILURE_RATE -> rateStands;
            case LOSS -> lossStands;
            case CONSECUTIVE_FAILURES -> level == Level.ALERT && streak >= config.failures().alert();
            default -> latched.containsKey(cause);
        };
    }

    boolean anyStands()
    {
        return stands(Cause.EXCHANGE) || stands(Cause.NETWORK) || rateStands || lossStands ||
            stands(Cause.CONSECUTIVE_FAILURES) || !latched.isEmpty();
    }

    long cooldownNs()
    {
        return switch (level)
        {
            case ALERT -> config.recovery().cooldown().alertNs();
            case THROTTLE -> config.recovery().cooldown().throttleNs();
            case HALT -> config.recovery().cooldown().haltNs();
            default -> throw new IllegalStateException(level + " has no cooldown");
        };
    }

    boolean recoversOneDay()
    {
        return level != Level.CLOSED && level != Level.SHUTDOWN;
    }

    /** The later of the end of the cooldown and the n-th sample. */
    long dueNs()
    {
        if (!recoversOneDay() || level == Level.HALT && config.recovery().halt().confirm() || anyStands() ||
            evidence < config.recovery().rule().evidence())
        {
            return NOT_DUE;
        }
        return Math.max(healthySince + cooldownNs(), lastEvidenceNs);
    }

    boolean confirmable(final long nowNs)
    {
        return level == Level.HALT && config.recovery().halt().confirm() && nowNs >= healthySince + cooldownNs() && !anyStands();
    }

    boolean onlyEvidenceIsMissing(final long nowNs)
    {
        return recoversOneDay() && !(level == Level.HALT && config.recovery().halt().confirm()) && !anyStands() &&
            nowNs >= healthySince + cooldownNs() && evidence < config.recovery().rule().evidence();
    }

    /** RECOVERY or CONFIRM: to CLOSED, or one step down. */
    void recover(final long nowNs, final Cause why)
    {
        final boolean direct = config.recovery().rule().mode() == RecoveryMode.DIRECT;
        moveTo(nowNs, direct ? Level.CLOSED : Level.of(level.ordinal() - 1), LawDemand.plain(why, null));
    }

    /** FORCE_RECOVERY or RESET: what stands from reports goes, what does not keeps its level. */
    void clear(final long nowNs, final Cause why)
    {
        Level target = Level.CLOSED;
        for (final Level kept : latched.values())
        {
            target = Level.max(target, kept);
        }
        empty();
        breaches.clear();
        lastBreachNs.clear();
        exchange = ExchangeStatus.UP;
        network = NetworkStatus.CONNECTED;
        if (target != level)
        {
            moveTo(nowNs, target, LawDemand.plain(why, null));
        }
    }

    /** Windows and streaks start empty; what is judged from them cannot stand. */
    void empty()
    {
        window.clear();
        rateStands = false;
        lossStands = false;
        startOver();
    }

    private void startOver()
    {
        streak = 0;
        confirmed[0] = 0;
        confirmed[1] = 0;
        confirmed[2] = 0;
    }

    void restart(final long nowNs)
    {
        empty();
        latched.remove(Cause.OVERLOAD);
        restartedInShutdown = level == Level.SHUTDOWN;
        clockStartsAnew(nowNs);
    }

    void clockStartsAnew(final long nowNs)
    {
        healthySince = nowNs;
        evidence = 0;
    }

    void clockStartsAnewIfNothingStands(final boolean stood, final long nowNs)
    {
        if (stood && !anyStands())
        {
            clockStartsAnew(nowNs);
        }
    }

    private void moveTo(final long nowNs, final Level to, final LawDemand why)
    {
        said.add(new LawOutput.Moved(nowNs, id, level, to, why.cause(), why.value(), why.threshold()));
        if (level.isAbove(to))
        {
            startOver();
        }
        level = to;
        restartedInShutdown = false;
        clockStartsAnew(nowNs);
    }
}
