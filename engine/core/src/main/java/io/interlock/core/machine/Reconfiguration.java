package io.interlock.core.machine;

import io.interlock.config.BreakerConfig;
import java.util.List;

/**
 * A reload as the machine takes it: prepared by whoever asks for it, so that it is short work for the breaker thread.
 *
 * <p>Threading: immutable.
 */
public final class Reconfiguration
{
    private final BreakerConfig config;
    private final String message;
    private final ScopeDefinition[] prepared;

    private Reconfiguration(final BreakerConfig config, final String message, final List<ScopeDefinition> prepared)
    {
        this.config = config;
        this.message = message;
        this.prepared = prepared.toArray(new ScopeDefinition[0]);
    }

    /**
     * Says that a reload is going to loosen something, and changes nothing.
     *
     * @param message for people.
     * @return never null.
     */
    public static Reconfiguration announcement(final String message)
    {
        return new Reconfiguration(null, message, List.of());
    }

    /**
     * A reload.
     *
     * @param config   from then on.
     * @param message  what it changes, for people.
     * @param prepared the scopes that there are, in order of id, as the configuration defines them; those that are not among them are
     *                 defined when it is carried out.
     * @return never null.
     */
    public static Reconfiguration of(final BreakerConfig config, final String message, final List<ScopeDefinition> prepared)
    {
        return new Reconfiguration(config, message, prepared);
    }

    /**
     * What it changes.
     *
     * @return for people.
     */
    public String message()
    {
        return message;
    }

    /**
     * The configuration that holds from then on.
     *
     * @return null for an announcement.
     */
    public BreakerConfig config()
    {
        return config;
    }

    boolean announces()
    {
        return config == null;
    }

    /** A scope as the new configuration defines it. */
    ScopeDefinition definition(final ScopeDefinition old)
    {
        return old.id() < prepared.length ? prepared[old.id()]
            : new ScopeDefinition(old.id(), old.parentId(), old.path(), config.scope(old.path()));
    }
}
