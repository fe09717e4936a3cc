package io.interlock.core.engine;

/** No more scopes can be created: {@code engine.max-scopes} is reached. Nothing is let through for the scope that was asked for. */
public final class ScopeLimitException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Names the scope and the limit.
     *
     * @param path  the scope that was asked for.
     * @param limit scopes that can exist.
     */
    public ScopeLimitException(final String path, final int limit)
    {
        super("scope \"" + path + "\" cannot be created: engine.max-scopes is " + limit + " and all of them are in use");
    }
}
