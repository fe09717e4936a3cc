package io.interlock.cli.doctor;

/**
 * What one look at the host found.
 *
 * @param name   what was looked at.
 * @param result how it is.
 * @param found  what was seen, for a person.
 * @param advice what to do; empty where nothing is to be done.
 */
record Finding(String name, Result result, String found, String advice)
{
    /** How something is. */
    enum Result
    {
        /** Fit. */
        OK,
        /** Works, but not as well as it could. */
        WARN,
        /** An engine would not work, or not safely. */
        FAIL
    }

    static Finding ok(final String name, final String found)
    {
        return new Finding(name, Result.OK, found, "");
    }

    static Finding warn(final String name, final String found, final String advice)
    {
        return new Finding(name, Result.WARN, found, advice);
    }

    static Finding fail(final String name, final String found, final String advice)
    {
        return new Finding(name, Result.FAIL, found, advice);
    }
}
