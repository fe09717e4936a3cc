package io.interlock.cli.audit;

/**
 * A transition or an issue, wherever it was read. Immutable.
 *
 * @param sequence  of its record; 0 where that is not told.
 * @param wallMs    when, milliseconds since 1970.
 * @param scope     path.
 * @param change    null for an issue.
 * @param what      the cause of a transition, the type of an issue.
 * @param numbers   what it was judged by.
 * @param details   of an issue.
 */
public record Happening(long sequence, long wallMs, String scope, Change change, String what, Numbers numbers, String details)
{
    /**
     * From where to where. Immutable.
     *
     * @param from the name of a level.
     * @param to   the name of a level.
     */
    public record Change(String from, String to)
    {
    }

    /**
     * Numbers in the unit that people read. Immutable.
     *
     * @param value     null for none.
     * @param threshold null for none.
     * @param symbol    of their unit; empty for none.
     */
    public record Numbers(String value, String threshold, String symbol)
    {
    }
}
