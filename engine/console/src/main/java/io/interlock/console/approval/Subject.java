package io.interlock.console.approval;

/**
 * What is asked for: two persons must ask for the same. Immutable.
 *
 * @param command as the route is called: {@code recover}, {@code reset}, {@code accept}.
 * @param scope   path; {@code ""} is the root.
 * @param detail  what else makes it this command and no other: the cause that is accepted, the hash of a configuration; empty for none.
 */
public record Subject(String command, String scope, String detail)
{
    /** Of an existing scope, so nothing of it is a stranger's text. */
    @Override
    public String toString()
    {
        return command + (detail.isEmpty() ? "" : " " + detail) + " of " + (scope.isEmpty() ? "the root" : '"' + scope + '"');
    }
}
