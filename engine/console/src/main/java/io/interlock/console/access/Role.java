package io.interlock.console.access;

/** What the owner of a token may do (DESIGN, HTTP). */
public enum Role
{
    /** Reports, and asks the gate. */
    REPORTER,
    /** Reads everything. */
    VIEWER,
    /** Also overrides, confirms and acknowledges. */
    OPERATOR,
    /** Also recovers, kills, resets and accepts. */
    ADMIN;

    /**
     * Whether it may do what asks for another. A reporter may nothing but its own; an operator and an admin may report too.
     *
     * @param wanted what a route asks for.
     * @return true where it may.
     */
    public boolean allows(final Role wanted)
    {
        if (this == REPORTER || wanted == REPORTER)
        {
            return this == wanted || ordinal() >= OPERATOR.ordinal();
        }
        return ordinal() >= wanted.ordinal();
    }
}
