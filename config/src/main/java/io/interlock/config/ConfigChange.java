package io.interlock.config;

/**
 * One key that differs between two configurations, in one scope. Immutable; has nothing of a secret in it.
 *
 * @param key       dotted, for example {@code latency.alert}.
 * @param scope     where it holds from there downwards; {@code ""} is the root, and all scopes without a section above them.
 * @param before    as a person writes it; {@code changed} where it is not for showing.
 * @param after     likewise.
 * @param direction which way it goes.
 * @param refusal   why it cannot change before a restart; null where it can.
 */
public record ConfigChange(String key, String scope, String before, String after, Direction direction, String refusal)
{
    /**
     * Whether a running engine can take it.
     *
     * @return false: it needs a restart.
     */
    public boolean live()
    {
        return refusal == null;
    }

    /**
     * For people.
     *
     * @return for example {@code latency.alert of "binance" 500ms -> 300ms (tighter)}.
     */
    public String words()
    {
        return key + (scope.isEmpty() ? "" : " of \"" + scope + '"') + ' ' + before + " -> " + after + " ("
            + (live() ? direction.words() : "needs a restart") + ')';
    }
}
