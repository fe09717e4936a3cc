package io.interlock.core.dump;

import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import java.util.Arrays;

/**
 * Room for all of one scope, and what was last copied into it. Times are engine time.
 *
 * <p>Threading: filled by the breaker thread, then read by the one that writes.
 */
final class ScopeCapture
{
    /** Not to be asked for again: {@code values()} copies. */
    static final Cause[] CAUSES = Cause.tripping().toArray(new Cause[0]);

    String path = "";
    long gate;
    long guard;
    Level level = Level.CLOSED;
    boolean override;
    boolean resettable;
    boolean awaitingConfirmation;
    boolean waitingForEvidence;
    int evidence;
    int streak;
    Cause lastCause;
    long lastValue;
    long lastThreshold;
    long lastTransitionNs;
    long healthySinceNs;
    long cooldownEndNs;
    long windowOrders;
    long windowFailures;
    double lastEquity;
    double highEquity;
    ExchangeStatus exchange = ExchangeStatus.UP;
    NetworkStatus network = NetworkStatus.CONNECTED;
    /** A bit for each cause that stands. */
    long standing;
    int windowRowsLeftOut;
    final long[] breaches = new long[CAUSES.length];
    final long[] lastBreachNs = new long[CAUSES.length];
    final long[] lastReportNs = new long[InputKind.values().length];

    ScopeCapture()
    {
        Arrays.fill(lastReportNs, ScopeView.NEVER);
    }

    void take(final ScopeView view, final long gateWord, final long guardWord, final long nowNs)
    {
        path = view.definition().path();
        gate = gateWord;
        guard = guardWord;
        level = view.level();
        override = view.override();
        resettable = view.resettable();
        awaitingConfirmation = view.awaitingConfirmation(nowNs);
        waitingForEvidence = view.waitingForEvidence(nowNs);
        evidence = view.evidence();
        streak = view.streak();
        lastCause = view.lastCause();
        lastValue = view.lastValue();
        lastThreshold = view.lastThreshold();
        lastTransitionNs = view.lastTransitionNs();
        healthySinceNs = view.healthySinceNs();
        cooldownEndNs = view.cooldownEndNs();
        windowOrders = view.windowOrders();
        windowFailures = view.windowFailures();
        lastEquity = view.lastEquity();
        highEquity = view.highEquity();
        exchange = view.exchange();
        network = view.network();
        standing = 0;
        for (int i = 0; i < CAUSES.length; i++)
        {
            breaches[i] = view.breaches(CAUSES[i]);
            lastBreachNs[i] = view.lastBreachNs(CAUSES[i]);
            standing |= view.stands(CAUSES[i]) ? 1L << i : 0;
        }
    }
}
