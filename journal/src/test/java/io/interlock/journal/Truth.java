package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.Hash;
import io.interlock.journal.state.StateChannel;
import io.interlock.journal.state.StateDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What an engine told its journal, what was reported durable of it, and whether a restart brings back anything less. For tests. */
final class Truth
{
    static final UUID BOOT = new UUID(7, 7);
    static final FileJournal.Settings SETTINGS = settings(() -> 1_800_000_000_000L);

    /** As a gateway would have it after the last force that returned. */
    private final Map<String, RestoredScope> durable = new LinkedHashMap<>();
    private final Map<String, RestoredScope> now = new LinkedHashMap<>();
    /** What forces that have not returned, or failed, may have made durable all the same. */
    private final List<Map<String, RestoredScope>> attempted = new ArrayList<>();
    private final Random random;
    private long decision;
    private long reported;
    private boolean strict;

    Truth(final Random random)
    {
        this.random = random;
    }

    static FileJournal.Settings settings(final LongSupplier wallClockMs)
    {
        return new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, wallClockMs);
    }

    /** A decision: the transition and what a restart needs. */
    record Decision(TransitionEvent transition, ScopeVital vital)
    {
        void append(final FileJournal journal) throws IOException
        {
            journal.append(transition);
            journal.append(vital);
        }
    }

    /** The next decision, up or down, of one of a few scopes; it counts once {@link #durable()} is called. */
    Decision next(final long wallMs)
    {
        decision++;
        final String scope = random.nextInt(4) == 0 ? "" : "venue-" + random.nextInt(3);
        final RestoredScope old = now.getOrDefault(scope, RestoredScope.NEW);
        final RestoredScope vital = new RestoredScope(
            Level.of(random.nextInt(5)), random.nextInt(3) == 0, ExchangeStatus.of(random.nextInt(4)),
            NetworkStatus.of(random.nextInt(2)), 0);
        now.put(scope, vital);
        return new Decision(
            new TransitionEvent(
                decision, "id", decision * 1_000, wallMs, scope, new TransitionEvent.Change(old.level(), vital.level()),
                new TransitionEvent.Why(Cause.API_LATENCY, 500_000_000L + decision, 500_000_000L)),
            new ScopeVital(decision, wallMs, scope, vital));
    }

    /** A force begins: from now on what is decided may be durable, though it is not reported. */
    void forcing()
    {
        attempted.add(new LinkedHashMap<>(now));
    }

    /** A force returned. */
    void durable()
    {
        attempted.clear();
        durable.clear();
        durable.putAll(now);
        reported = decision;
        strict |= durable.values().stream().anyMatch(scope -> scope.level().compareTo(Level.HALT) >= 0);
    }

    /** The last decision that was reported durable. */
    long reported()
    {
        return reported;
    }

    Map<String, RestoredScope> scopes()
    {
        return durable;
    }

    /** No scope is looser than it was reported, or than a later decision that may be durable made it. */
    void holds(final Recovered recovered, final String when)
    {
        final Map<String, RestoredScope> found = joined(recovered);
        durable.forEach((scope, was) ->
        {
            final RestoredScope is = found.getOrDefault(scope, RestoredScope.NEW);
            final boolean held = atLeast(is.level(), scope, RestoredScope::level)
                && atLeast(is.override(), scope, RestoredScope::override) && atLeast(is.exchange(), scope, RestoredScope::exchange)
                && atLeast(is.network(), scope, RestoredScope::network);
            if (!held)
            {
                throw new AssertionError(when + ": \"" + scope + "\" was " + was + " and came back as " + is);
            }
        });
    }

    private <T extends Comparable<? super T>> boolean atLeast(
        final T is, final String scope, final Function<RestoredScope, T> part)
    {
        return is.compareTo(part.apply(durable.get(scope))) >= 0
            || attempted.stream().anyMatch(state -> is.compareTo(part.apply(state.getOrDefault(scope, RestoredScope.NEW))) >= 0);
    }

    /** Each part of a scope as severe as the most severe source says, as the engine joins them. */
    static Map<String, RestoredScope> joined(final Recovered recovered)
    {
        final Map<String, RestoredScope> joined = new LinkedHashMap<>();
        for (final ScopeVital scope : recovered.scopes())
        {
            joined.merge(scope.scope(), scope.vital(), (a, b) -> new RestoredScope(
                Level.max(a.level(), b.level()), a.override() || b.override(), a.exchange().compareTo(b.exchange()) > 0 ? a.exchange()
                : b.exchange(), a.network().compareTo(b.network()) > 0 ? a.network() : b.network(), a.standing() | b.standing()));
        }
        return joined;
    }

    /** A state file that is these bytes; null for none. */
    static StateDirectory state(final byte[] bytes)
    {
        return new StateDirectory()
        {
            @Override
            public byte[] read()
            {
                return bytes;
            }

            @Override
            public StateChannel create()
            {
                throw new AssertionError("only read");
            }

            @Override
            public void publish()
            {
                throw new AssertionError("only read");
            }
        };
    }

    /** For {@link #holds} to be worth anything. */
    void isSomething()
    {
        assertThat(strict).isTrue();
    }
}
