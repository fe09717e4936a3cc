package io.interlock.core.status;

import io.interlock.core.port.Issue;
import java.util.AbstractList;
import java.util.List;

/** Issues, oldest first, and whether the bounded log still reaches back as far as was asked. Immutable. */
public final class IssueList extends AbstractList<Issue>
{
    private final List<Issue> issues;
    private final boolean complete;

    /**
     * A copy.
     *
     * @param issues   oldest first.
     * @param complete whether none that was asked for is already forgotten.
     */
    public IssueList(final List<Issue> issues, final boolean complete)
    {
        this.issues = List.copyOf(issues);
        this.complete = complete;
    }

    /**
     * Whether the log still reaches back as far as was asked.
     *
     * @return false: older ones that belong here are forgotten.
     */
    public boolean complete()
    {
        return complete;
    }

    @Override
    public Issue get(final int index)
    {
        return issues.get(index);
    }

    @Override
    public int size()
    {
        return issues.size();
    }
}
