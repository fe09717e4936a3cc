package io.interlock.core.engine;

import io.interlock.config.ConfigLoader;
import io.interlock.config.ScopeConfig;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Stands for the machine before a {@link GatePublisher}: shows level and override of the scopes of a {@link ScopesGround}, which a whole
 * machine would need seconds of windows for. Threading: the actor that is the breaker.
 */
final class ShownScopes
{
    private static final ScopeConfig CONFIG = ConfigLoader.preset("default").scope("");
    private static final List<ScopeDefinition> DEFINITIONS = List.of(
        new ScopeDefinition(ScopesGround.ROOT, -1, "", CONFIG),
        new ScopeDefinition(ScopesGround.VENUE, ScopesGround.ROOT, ScopesGround.VENUE_PATH, CONFIG),
        new ScopeDefinition(ScopesGround.STRATEGY, ScopesGround.VENUE, ScopesGround.STRATEGY_PATH, CONFIG));

    private final Shown[] scopes = new Shown[DEFINITIONS.size()];

    /** One scope. */
    static final class Shown
    {
        private final ScopeView view = (ScopeView)Proxy.newProxyInstance(
            Shown.class.getClassLoader(), new Class<?>[] {ScopeView.class}, this::answer);
        private Level level = Level.CLOSED;
        private boolean override;

        private Object answer(final Object proxy, final Method method, final Object[] args)
        {
            return switch (method.getName())
            {
                case "level" -> level;
                case "override" -> override;
                case "lastCause" -> null;
                default -> throw new UnsupportedOperationException(method.getName());
            };
        }

        void level(final Level value)
        {
            level = value;
        }

        void override(final boolean value)
        {
            override = value;
        }
    }

    ShownScopes()
    {
        for (int id = 0; id < scopes.length; id++)
        {
            scopes[id] = new Shown();
        }
    }

    Shown at(final int id)
    {
        return scopes[id];
    }

    ScopeView view(final int id)
    {
        return scopes[id].view;
    }

    /** Makes the publisher know of all. */
    void addAll(final GatePublisher publisher)
    {
        for (final ScopeDefinition definition : DEFINITIONS)
        {
            publisher.add(definition);
        }
    }
}
