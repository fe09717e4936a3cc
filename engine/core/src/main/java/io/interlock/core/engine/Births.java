package io.interlock.core.engine;

import io.interlock.core.machine.ScopeDefinition;

/**
 * Makes everybody know of the scopes that were created, the machine first.
 *
 * <p>Threading: the launching thread, then the breaker thread.
 */
final class Births
{
    private final BreakerAgent breaker;
    private final EngineParts parts;
    private final GatePublisher publisher;
    private final AttentionBoard attention;
    private final InputTap inputs;
    private final Edges edges;

    Births(
        final BreakerAgent breaker, final GatePublisher publisher, final AttentionBoard attention, final InputTap inputs, final Edges edges)
    {
        this.breaker = breaker;
        this.parts = breaker.parts();
        this.publisher = publisher;
        this.attention = attention;
        this.inputs = inputs;
        this.edges = edges;
    }

    /** Those of this round; says how many. */
    int round()
    {
        int born = 0;
        for (Scope scope = parts.registry().pollUnborn(); scope != null; scope = parts.registry().pollUnborn())
        {
            born(scope);
            born++;
        }
        return born;
    }

    private void born(final Scope scope)
    {
        final ScopeDefinition definition = new ScopeDefinition(
            scope.id(), scope.parentId(), scope.path(), parts.config().scope(scope.path()));
        if (scope.id() > 0)
        {
            breaker.machine().addScope(definition);
            inputs.born(scope.id(), scope.parentId(), scope.path());
        }
        parts.tally().addScope();
        breaker.mirror().born(scope);
        edges.born(scope, definition.config());
        publisher.add(definition);
        attention.add(definition);
        parts.dumps().born();
        scope.live().countDown();
    }
}
