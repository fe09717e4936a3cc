package io.interlock.core.port;

/**
 * What became of a safety action (SEMANTICS 5). Immutable.
 *
 * @param id      of the action, as in {@link ActionContext#id()}.
 * @param action  its name, for example {@code cancelAll}.
 * @param scope   path; {@code ""} is the root.
 * @param stage   how far it is.
 * @param attempt 1 for the first.
 * @param wallMs  wall time, milliseconds since 1970.
 * @param details what it answered, or what stopped it.
 */
public record ActionEvent(String id, String action, String scope, Stage stage, int attempt, long wallMs, String details)
{
    /** How far an action is. The code is the ordinal and fixed. */
    public enum Stage
    {
        /** It was started. */
        STARTED,
        /** It is done. */
        SUCCEEDED,
        /** It failed and is tried again. */
        RETRIED,
        /** It failed for good. */
        FAILED,
        /** It had not answered at its deadline and is given up. */
        TIMED_OUT,
        /** A stricter level's actions took its place. */
        SUPERSEDED
    }

    /**
     * The order that the action belongs to: a transition's id, or what a restart asked for.
     *
     * @return {@link #id()} without the action's name.
     */
    public String order()
    {
        final String suffix = '-' + action;
        return id.endsWith(suffix) ? id.substring(0, id.length() - suffix.length()) : id;
    }

    /**
     * Whether it did not do what it was asked for.
     *
     * @return true where it failed for good or is given up.
     */
    public boolean failed()
    {
        return stage == Stage.FAILED || stage == Stage.TIMED_OUT;
    }
}
