package io.interlock.core.gate;

/** Says in words how a scope is and why; supplied by the engine. Threading: any thread, may wait. */
@FunctionalInterface
public interface Explainer
{
    /**
     * Explains a scope.
     *
     * @param path the scope.
     * @return for a person.
     */
    String explain(String path);
}
