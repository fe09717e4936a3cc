package io.interlock.core.machine.twin;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The slow model of the law beside an engine that runs: told of each event that the engine's machine judged, from a start or a restart on.
 *
 * <p>Threading: one test thread.
 */
public final class LawBeside
{
    private static final Cause[] LATCHES = {Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS};

    private final LawModel model;

    /**
     * The law for scopes as a launch found them, before the first event.
     *
     * @param config thresholds and policies.
     * @param scopes in order of id; windows and streaks empty.
     */
    public LawBeside(final BreakerConfig config, final List<ScopeView> scopes)
    {
        model = new LawModel(config, scopes.stream().map(view -> view.definition().path()).toList());
        for (int id = 0; id < scopes.size(); id++)
        {
            restored(model.scope(id), scopes.get(id));
        }
    }

    private void restored(final LawScope scope, final ScopeView view)
    {
        scope.level = view.level();
        scope.override = view.override();
        scope.exchange = view.exchange();
        scope.network = view.network();
        scope.healthySince = view.healthySinceNs();
        for (final Cause latch : LATCHES)
        {
            if (view.stands(latch))
            {
                scope.latched.put(latch, latch == Cause.JOURNAL ? model.journalDemand : Level.HALT);
            }
        }
    }

    /**
     * A scope was made.
     *
     * @param path after its parent's.
     */
    public void add(final String path)
    {
        model.add(path);
    }

    /**
     * Judges what the machine has judged.
     *
     * @param event  as the machine was told.
     * @param timeNs engine time.
     * @return what the law says, in order.
     */
    public List<LawOutput> judge(final InputEvent event, final long timeNs)
    {
        return model.apply(new LawEvent(timeNs, event.scopeId(), event.kind() == InputKind.ORDER_INTENT ? InputKind.TICK : event.kind(),
            event.number(), event.a(), event.b(), event.c(), word(event)));
    }

    private static Enum<?> word(final InputEvent event)
    {
        return switch (event.kind())
        {
            case SLIPPAGE, FILL -> Side.of(event.code());
            case EXCHANGE -> ExchangeStatus.of(event.code());
            case NETWORK -> NetworkStatus.of(event.code());
            case CRITICAL_ERROR -> CriticalError.of(event.code());
            case ACCEPT -> Cause.of(event.code());
            default -> null;
        };
    }

    /**
     * A reload was carried out.
     *
     * @param next   from now on.
     * @param timeNs engine time.
     * @return what that changes, in order.
     */
    public List<LawOutput> reload(final BreakerConfig next, final long timeNs)
    {
        return LawReload.reload(model, next, timeNs);
    }

    /**
     * Holds the machine against the law.
     *
     * @param machine its scopes, by id.
     * @param whole   also every count and window.
     * @return what they differ in; null where they agree.
     */
    public String difference(final IntFunction<ScopeView> machine, final boolean whole)
    {
        for (int id = 0; id < model.scopeCount(); id++)
        {
            final String difference = Parity.state(model, model.scope(id), machine.apply(id), whole);
            if (difference != null)
            {
                return "scope \"" + model.scope(id).path + "\": " + difference;
            }
        }
        return null;
    }

    /**
     * How many scopes there are.
     *
     * @return at least 1.
     */
    public int scopes()
    {
        return model.scopeCount();
    }

    /**
     * A scope's own level.
     *
     * @param id of the scope.
     * @return never null.
     */
    public Level level(final int id)
    {
        return model.scope(id).level;
    }

    /**
     * Whether a scope's own override is on.
     *
     * @param id of the scope.
     * @return its ancestors' do not count.
     */
    public boolean override(final int id)
    {
        return model.scope(id).override;
    }

    /**
     * Id of the scope above.
     *
     * @param id of a scope.
     * @return -1 for the root.
     */
    public int parent(final int id)
    {
        return model.scope(id).parent == null ? -1 : model.scope(id).parent.id;
    }

    /**
     * Whether a cause stands at the root that only an operator, or a restart, ends.
     *
     * @param cause JOURNAL, JOURNAL_DAMAGE, RESTARTS or OVERLOAD.
     * @return true while it does.
     */
    public boolean latched(final Cause cause)
    {
        return model.scope(0).latched.containsKey(cause);
    }

    /**
     * Whether a SHUTDOWN can be reset.
     *
     * @param id of the scope.
     * @return true after a restart.
     */
    public boolean resettable(final int id)
    {
        return model.scope(id).restartedInShutdown;
    }

    /**
     * When the cooldown of a scope is over.
     *
     * @param id of the scope.
     * @return engine time; {@code Long.MAX_VALUE} where it has none.
     */
    public long cooldownEndNs(final int id)
    {
        final LawScope scope = model.scope(id);
        return scope.recoversOneDay() ? scope.healthySince + scope.cooldownNs() : Long.MAX_VALUE;
    }

    /**
     * What a gate has to answer while nothing guards it.
     *
     * @param id         of the scope.
     * @param effective  the level that it shows.
     * @param override   whether one is on here or above.
     * @param intent     of the order.
     * @param confidence 0 to 1.
     * @return never null.
     */
    public Reason answer(final int id, final Level effective, final boolean override, final Intent intent, final double confidence)
    {
        boolean aggressive = false;
        for (LawScope at = model.scope(id); at != null; at = at.parent)
        {
            aggressive |= at.config.aggressive();
        }
        return LawGate.check(effective, override, aggressive, model.scope(id).config.policy().throttle().confidence(), intent, confidence);
    }
}
