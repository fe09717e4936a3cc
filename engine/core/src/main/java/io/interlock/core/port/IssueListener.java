package io.interlock.core.port;

/**
 * Told of every issue, in order.
 *
 * <p>Threading: a worker of its own for each listener. One that blocks or throws is counted and reported, and delays nobody but itself.
 */
@FunctionalInterface
public interface IssueListener
{
    /**
     * Something happened that a person may want to know of.
     *
     * @param issue what.
     */
    void onIssue(Issue issue);
}
