package io.interlock.core.machine;

import io.interlock.config.CooldownConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.config.ScopeConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import java.util.Arrays;

/**
 * Everything the law remembers of one scope, and the questions that follow from it alone: what stands, and when a recovery is due
 * (SEMANTICS 4). It decides nothing: judges and the keeper of levels change it.
 *
 * <p>Threading: breaker thread only.
 */
final class ScopeState implements ScopeView
{
    /** Causes that stand by a bit of their own; CONSECUTIVE_FAILURES stands by level and streak. */
    static final long FROM_REPORTS = bit(Cause.EXCHANGE) | bit(Cause.NETWORK) | bit(Cause.FAILURE_RATE) | bit(Cause.LOSS);
    /** Causes that a restart finds as they were (SEMANTICS 4). */
    static final long SURVIVES_RESTART =
        bit(Cause.EXCHANGE) | bit(Cause.NETWORK) | bit(Cause.JOURNAL) | bit(Cause.JOURNAL_DAMAGE) | bit(Cause.RESTARTS);

    /** Of the definition, one load nearer. */
    final int id;
    final ScopeState parent;
    /** From the root to this one. */
    final ScopeState[] lineage;
    ScopeConfig config;
    final ResultWindow results;
    final EquityWindow equities;
    /** For people: no decision reads it. */
    final Transition last = new Transition();

    Level level = Level.CLOSED;
    boolean override;
    boolean resettable;
    /** What {@link #wantsAttention()} last said to the effects. */
    boolean attended;
    /** Saves a look at the window of a scope that never had an equity, as nearly all but the root. */
    boolean equityReported;
    int streak;
    /** Samples in a row at or over the thresholds of ALERT, THROTTLE and HALT. */
    int alertRun;
    int throttleRun;
    int haltRun;
    /** A success came since the rate was last judged: the start of the next second judges it again. */
    long rateDueNs = NOT_DUE;
    /** When OVERLOAD ends, while it stands. */
    long foldingEndNs = NOT_DUE;
    ExchangeStatus exchange = ExchangeStatus.UP;
    NetworkStatus network = NetworkStatus.CONNECTED;

    /** By cause, side by side: how many breaches, and when the last was. */
    final long[] breaches = new long[2 * Cause.RECOVERY.ordinal()];
    int evidence;
    long standing;
    long healthySinceNs = NEVER;
    long evidenceReachedNs = NOT_DUE;

    /** What it is and by what it is judged; a reload puts another in its place. */
    private ScopeDefinition definition;
    /** Of the configuration, three loads nearer. */
    private int wantedEvidence;

    ScopeState(final ScopeDefinition definition, final ScopeState parent)
    {
        this.id = definition.id();
        this.parent = parent;
        this.lineage = lineage(parent);
        defined(definition);
        this.results = new ResultWindow(config.failureRate().windowSeconds());
        this.equities = new EquityWindow(config.loss().windowSeconds());
        clearBreaches();
    }

    /** By what it is judged from now on; everything it remembers stays. */
    void defined(final ScopeDefinition value)
    {
        definition = value;
        config = value.config();
        wantedEvidence = config.recovery().rule().evidence();
    }

    private ScopeState[] lineage(final ScopeState above)
    {
        final int depth = above == null ? 0 : above.lineage.length;
        final ScopeState[] all = above == null ? new ScopeState[1] : Arrays.copyOf(above.lineage, depth + 1);
        all[depth] = this;
        return all;
    }

    static long bit(final Cause cause)
    {
        return 1L << cause.ordinal();
    }

    /** The recovery clock starts anew, and with it the count of evidence. */
    void restartClock(final long nowNs)
    {
        healthySinceNs = nowNs;
        evidence = 0;
        evidenceReachedNs = NOT_DUE;
    }

    void addEvidence(final long nowNs)
    {
        if (evidence < Integer.MAX_VALUE)
        {
            evidence++;
        }
        if (evidence == wantedEvidence)
        {
            evidenceReachedNs = nowNs;
        }
    }

    void countBreach(final Cause cause, final long nowNs)
    {
        breaches[2 * cause.ordinal()]++;
        breaches[2 * cause.ordinal() + 1] = nowNs;
    }

    void begin(final Cause cause)
    {
        standing |= bit(cause);
    }

    /** A cause stands no longer; says whether it did. The clock is the caller's to restart. */
    boolean end(final Cause cause)
    {
        final boolean stood = (standing & bit(cause)) != 0;
        standing &= ~bit(cause);
        return stood;
    }

    long standingBits()
    {
        return standing;
    }

    /** What a restart brings back: statuses stand by what they say, the journal's causes by their bits (SEMANTICS 4). */
    void restoreStanding(final long bits)
    {
        standing |= bits & (bit(Cause.JOURNAL) | bit(Cause.JOURNAL_DAMAGE) | bit(Cause.RESTARTS));
        standing |= exchange == ExchangeStatus.UP ? 0 : bit(Cause.EXCHANGE);
        standing |= network == NetworkStatus.CONNECTED ? 0 : bit(Cause.NETWORK);
    }

    /** The process started again: windows and counts in a row are empty, and a SHUTDOWN can be reset (SEMANTICS 4). */
    void restarted()
    {
        clearWindows();
        clearRuns();
        keepStanding(SURVIVES_RESTART);
        resettable = level == Level.SHUTDOWN;
    }

    void keepStanding(final long mask)
    {
        standing &= mask;
    }

    /** The counts in a row that lead to the next trip. */
    void clearRuns()
    {
        streak = 0;
        clearLatencyRuns();
    }

    void clearLatencyRuns()
    {
        alertRun = 0;
        throttleRun = 0;
        haltRun = 0;
    }

    void clearWindows()
    {
        results.clear();
        equities.clear();
        rateDueNs = NOT_DUE;
    }

    void clearBreaches()
    {
        for (int i = 0; i < breaches.length; i += 2)
        {
            breaches[i] = 0;
            breaches[i + 1] = NEVER;
        }
    }

    /** CONSECUTIVE_FAILURES stands at ALERT only, where orders still flow (SEMANTICS 4). */
    boolean streakStands()
    {
        return level == Level.ALERT && streak >= config.failures().alert();
    }

    /** When the windows have to be judged again: the start of a second in which their content has changed since they last were. */
    long windowDueNs()
    {
        final long resultsNs = Math.min(rateDueNs, results.leavesNs());
        return equityReported && !equities.isEmpty() ? Math.min(resultsNs, Seconds.start(equities.nextExpirySecond())) : resultsNs;
    }

    long foldingEndNs()
    {
        return (standing & bit(Cause.OVERLOAD)) != 0 ? foldingEndNs : NOT_DUE;
    }

    /** When this scope recovers by itself, as things are now; {@link #NOT_DUE} while anything is missing that time alone cannot bring. */
    long recoveryDueNs()
    {
        if (level == Level.CLOSED || level == Level.SHUTDOWN || evidenceReachedNs == NOT_DUE || anyStands() || needsConfirm())
        {
            return NOT_DUE;
        }
        return Math.max(cooldownEndNs(), evidenceReachedNs);
    }

    Level recoveryTarget()
    {
        return config.recovery().rule().mode() == RecoveryMode.DIRECT ? Level.CLOSED : Level.of(level.ordinal() - 1);
    }

    @Override
    public boolean wantsAttention()
    {
        return level != Level.CLOSED || streak > 0 || alertRun > 0;
    }

    boolean needsConfirm()
    {
        return level == Level.HALT && config.recovery().halt().confirm();
    }

    @Override
    public long cooldownEndNs()
    {
        final CooldownConfig cooldown = config.recovery().cooldown();
        return switch (level)
        {
            case ALERT -> healthySinceNs + cooldown.alertNs();
            case THROTTLE -> healthySinceNs + cooldown.throttleNs();
            case HALT -> healthySinceNs + cooldown.haltNs();
            default -> NOT_DUE;
        };
    }

    @Override
    public boolean anyStands()
    {
        return standing != 0 || streakStands();
    }

    @Override
    public boolean stands(final Cause cause)
    {
        return cause == Cause.CONSECUTIVE_FAILURES ? streakStands() : (standing & bit(cause)) != 0;
    }

    @Override
    public boolean awaitingConfirmation(final long nowNs)
    {
        return needsConfirm() && !anyStands() && nowNs >= cooldownEndNs();
    }

    @Override
    public boolean waitingForEvidence(final long nowNs)
    {
        return level != Level.CLOSED && level != Level.SHUTDOWN && !needsConfirm() && !anyStands() && nowNs >= cooldownEndNs() &&
            evidenceReachedNs == NOT_DUE;
    }

    @Override
    public ScopeDefinition definition()
    {
        return definition;
    }

    @Override
    public Level level()
    {
        return level;
    }

    @Override
    public boolean override()
    {
        return override;
    }

    @Override
    public Cause lastCause()
    {
        return last.cause();
    }

    @Override
    public long lastValue()
    {
        return last.value();
    }

    @Override
    public long lastThreshold()
    {
        return last.threshold();
    }

    @Override
    public long lastTransitionNs()
    {
        return last.timeNs();
    }

    @Override
    public long healthySinceNs()
    {
        return healthySinceNs;
    }

    @Override
    public int evidence()
    {
        return evidence;
    }

    @Override
    public int streak()
    {
        return streak;
    }

    @Override
    public long windowOrders()
    {
        return results.orders();
    }

    @Override
    public long windowFailures()
    {
        return results.failures();
    }

    @Override
    public double lastEquity()
    {
        return equities.last();
    }

    @Override
    public double highEquity()
    {
        return equities.highest();
    }

    @Override
    public ExchangeStatus exchange()
    {
        return exchange;
    }

    @Override
    public NetworkStatus network()
    {
        return network;
    }

    @Override
    public long breaches(final Cause cause)
    {
        return cause.isDownward() ? 0 : breaches[2 * cause.ordinal()];
    }

    @Override
    public long lastBreachNs(final Cause cause)
    {
        return cause.isDownward() ? NEVER : breaches[2 * cause.ordinal() + 1];
    }

    @Override
    public void windows(final WindowVisitor visitor)
    {
        results.show(visitor);
        equities.show(visitor);
    }

    @Override
    public boolean resettable()
    {
        return resettable;
    }
}
