package io.interlock.cli.attach;

import io.interlock.cli.live.WhatNext;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.mapped.MappedLook;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Level;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.MetricsStatus;
import io.interlock.core.status.RecoveryStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A status from a look at a gate file; what the file does not tell is not known, and no zero. Threading: pure. */
final class AttachedScopes
{
    private static final long NS_PER_MS = 1_000_000L;

    private AttachedScopes()
    {
    }

    static EngineStatus status(final MappedLook look)
    {
        final List<ScopeStatus> scopes = new ArrayList<>();
        Level state = Level.CLOSED;
        for (final MappedScope scope : look.scopes())
        {
            final ScopeStatus one = scope(look, scope);
            scopes.add(one);
            state = Level.max(state, one.effective());
        }
        final MappedHeader header = look.header();
        final CounterStatus counters = new CounterStatus(
            new CounterStatus.Reports(header.judged(), header.folded(), -1), header.byKind(), Map.of(), header.transitions(),
            header.rejected(), header.faults(), -1);
        return new EngineStatus(
            state, look.stale(), look.atMs(), header.bootId(), scopes, MetricsStatus.UNKNOWN, counters, header.journal());
    }

    private static ScopeStatus scope(final MappedLook look, final MappedScope scope)
    {
        final long word = look.word(scope);
        final long guard = look.guard(scope);
        final Level effective = (guard & GuardWord.KILLED) != 0 ? Level.SHUTDOWN : GateWord.effective(word);
        final ScopeStatus.Levels levels = new ScopeStatus.Levels(
            GateWord.own(word), effective, GateWord.ownOverride(word), GateWord.override(word), GateWord.aggressive(word),
            GuardWord.describe(guard));
        final ScopeStatus.LastTransition last = scope.cause() == null ? ScopeStatus.LastTransition.NONE
            : new ScopeStatus.LastTransition(scope.cause(), scope.value(), scope.threshold(), scope.sinceMs());
        final MappedScope.Samples samples = scope.samples();
        return new ScopeStatus(scope.path(), levels, last, recovery(look, scope), new SampleStatus(
            (int)Math.min(Integer.MAX_VALUE, samples.streak()), samples.windowOrders(), samples.windowFailures(),
            SampleStatus.Prices.NONE, scope.vital().exchange(), scope.vital().network(), samples.lastReportMs()), null);
    }

    private static RecoveryStatus recovery(final MappedLook look, final MappedScope scope)
    {
        final MappedScope.Samples samples = scope.samples();
        final boolean has = samples.cooldownEndMs() != 0;
        final String next = WhatNext.of(scope, look.atMs());
        return new RecoveryStatus(
            samples.awaitingConfirmation(), samples.waitingForEvidence(), (int)Math.min(Integer.MAX_VALUE, samples.evidence()), -1,
            has ? Math.max(0, samples.cooldownEndMs() - look.atMs()) * NS_PER_MS : -1, samples.resettable(),
            next.isEmpty() ? "nothing to recover from" : next);
    }
}
