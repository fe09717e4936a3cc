package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.dump.ConfigRows;
import io.interlock.core.machine.Reconfiguration;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.port.ReloadInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A reload, or the announcement of one. Nearly all of its work is done where it is made.
 *
 * <p>Threading: made by the caller, then the breaker thread's.
 */
final class ReloadRequest extends Request<CommandResult>
{
    /** Another reload was carried out since it was judged what this one changes. */
    static final String OVERTAKEN = "nothing was changed: another configuration came into force meanwhile, and what this one changes was "
        + "judged by the one before. Look at what is in force, and ask anew";
    static final String UNJOURNALED =
        "the journal has failed, and nothing loosens before an operator accepts that: nothing was changed";

    private final Step step;
    private final ReloadInput input;
    private final Reconfiguration plan;
    private final ScopeConfig[] strict;
    private final ScopeConfig[] fresh;
    private final ConfigRows rows;

    /**
     * From one configuration to the next.
     *
     * @param from    by which it was judged what changes.
     * @param to      from then on.
     * @param loosens whether anything gets looser by it.
     */
    record Step(BreakerConfig from, BreakerConfig to, boolean loosens)
    {
    }

    private ReloadRequest(
        final Step step, final ReloadInput input, final Reconfiguration plan, final ScopeConfig[] strict, final ScopeConfig[] fresh,
        final ConfigRows rows)
    {
        this.step = step;
        this.input = input;
        this.plan = plan;
        this.strict = strict;
        this.fresh = fresh;
        this.rows = rows;
    }

    static ReloadRequest announcement(final String actor, final String reason, final String message)
    {
        return new ReloadRequest(null, new ReloadInput(ReloadInput.Text.NONE, actor, reason, message),
            Reconfiguration.announcement(message), null, null, null);
    }

    static ReloadRequest of(final EngineParts parts, final Step step, final ReloadInput input)
    {
        final BreakerConfig config = step.to();
        final List<ScopeDefinition> definitions = new ArrayList<>();
        for (final Scope scope : parts.registry().all())
        {
            definitions.add(new ScopeDefinition(scope.id(), scope.parentId(), scope.path(), config.scope(scope.path())));
        }
        final ScopeConfig[] strict = new ScopeConfig[definitions.size()];
        final ScopeConfig[] fresh = new ScopeConfig[strict.length];
        for (int id = 0; id < strict.length; id++)
        {
            fresh[id] = definitions.get(id).config();
            strict[id] = Stricter.of(step.from().scope(definitions.get(id).path()), fresh[id]);
            // Made here and only looked up later.
            parts.verdicts(fresh[id].policy().throttle().sizeFactor());
            parts.verdicts(strict[id].policy().throttle().sizeFactor());
        }
        return new ReloadRequest(
            step, input, Reconfiguration.of(config, input.message(), definitions), strict, fresh, new ConfigRows(config));
    }

    /** What is in its way now that its turn has come; null for nothing. Breaker thread. */
    String refusal(final EngineParts parts)
    {
        if (step == null)
        {
            return null;
        }
        return step.from() != parts.config() ? OVERTAKEN : step.loosens() && parts.journal().failed() ? UNJOURNALED : null;
    }

    ReloadInput input()
    {
        return input;
    }

    Reconfiguration plan()
    {
        return plan;
    }

    /** Of each scope the stricter of old and new, by id; scopes that were made since are missing. */
    ScopeConfig[] strict()
    {
        return strict;
    }

    /** The new of each scope, likewise. */
    ScopeConfig[] fresh()
    {
        return fresh;
    }

    /** The new configuration as dumps show it. */
    ConfigRows rows()
    {
        return rows;
    }

    @Override
    void execute(final BreakerAgent breaker)
    {
        breaker.reloads().execute(this);
    }
}
