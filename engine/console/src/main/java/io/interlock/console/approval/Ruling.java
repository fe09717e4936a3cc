package io.interlock.console.approval;

/**
 * What becomes of a request under the two-person rule. Immutable.
 *
 * @param kind    which.
 * @param pending what waits, or is approved; null where nothing was kept.
 * @param message for a person.
 */
public record Ruling(Kind kind, Pending pending, String message)
{
    /** What becomes of it. */
    public enum Kind
    {
        /** It is the first: nothing is done, and a second person is waited for. */
        ASKED,
        /** The same person asked again: nothing is done and nothing renewed. */
        AWAITED,
        /** A second person asked: it is to be carried out by this caller and by nobody else, who then says {@link TwoPersonRule#done}. */
        APPROVED,
        /** Nothing is done and nothing kept: too many wait, it is being carried out, or it must be asked for anew. */
        REFUSED
    }
}
