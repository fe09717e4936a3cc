package io.interlock.core.model;

/**
 * Scopes that are for drills alone: the last part of the path is {@code drill}, or begins with {@code drill-}. Nobody trades there. The
 * engine judges them like any other (a word in a name must not make anything less safe); what is told of them says that it is a drill.
 *
 * <p>Threading: stateless.
 */
public final class DrillScope
{
    /** What the rule is, for messages. */
    public static final String RULE = "the last part of its path is \"drill\" or begins with \"drill-\"";

    private static final String NAME = "drill";

    private DrillScope()
    {
    }

    /**
     * Whether a scope is for drills.
     *
     * @param path of the scope.
     * @return never for the root.
     */
    public static boolean is(final String path)
    {
        final String last = path.substring(path.lastIndexOf('/') + 1);
        return last.equals(NAME) || last.startsWith(NAME + '-');
    }
}
