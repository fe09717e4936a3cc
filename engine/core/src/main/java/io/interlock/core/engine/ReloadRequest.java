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
    static final String OVERTAKEN = "nothing was changed: another configuration came into force in the meantime, so what this one changes, "
        + "and which way, has to be looked at and asked for anew";

    private final BreakerConfig inForce;
    private final ReloadInput input;
    private final Reconfiguration plan;
    private final ScopeConfig[] strict;
    private final ScopeConfig[] fresh;
    private final ConfigRows rows;

    private ReloadRequest(
        final BreakerConfig inForce, final ReloadInput input, final Reconfiguration plan, final ScopeConfig[] strict,
        final ScopeConfig[] fresh, final ConfigRows rows)
    {
        this.inForce = inForce;
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

    static ReloadRequest of(
        final EngineParts parts, final BreakerConfig inForce, final BreakerConfig config, final ReloadInput input)
    {
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
            strict[id] = Stricter.of(inForce.scope(definitions.get(id).path()), fresh[id]);
            // Made here and only looked up later.
            parts.verdicts(fresh[id].policy().throttle().sizeFactor());
            parts.verdicts(strict[id].policy().throttle().sizeFactor());
        }
        return new ReloadRequest(
            inForce, input, Reconfiguration.of(config, input.message(), definitions), strict, fresh, new ConfigRows(config));
    }

    /**
     * Whether another configuration came into force since it was made, as by a reload that was late. What was found of it, that it only
     * tightens among that, is then true no more.
     */
    boolean isOvertaken(final BreakerConfig now)
    {
        return inForce != null && inForce != now;
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
