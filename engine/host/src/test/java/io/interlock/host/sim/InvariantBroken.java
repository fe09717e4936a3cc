package io.interlock.host.sim;

/** What must never be was found. */
final class InvariantBroken extends AssertionError
{
    private static final long serialVersionUID = 1L;

    InvariantBroken(final String what)
    {
        super(what);
    }

    InvariantBroken(final String what, final Throwable why)
    {
        super(what, why);
    }
}
