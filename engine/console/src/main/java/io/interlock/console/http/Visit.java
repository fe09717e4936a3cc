package io.interlock.console.http;

/**
 * The session that a request came by, or may begin. What goes to the browser is the value of a {@code Set-Cookie} header.
 *
 * <p>Threading: any thread; never waits.
 */
public interface Visit
{
    /** By a token, where no session can be begun. */
    Visit NONE = new Visit()
    {
        @Override
        public Times times()
        {
            return null;
        }

        @Override
        public Begun begin()
        {
            throw new IllegalStateException("there are no sessions here");
        }

        @Override
        public Ended end()
        {
            return new Ended(0, "");
        }
    };

    /**
     * How long a session lasts, as wall time in milliseconds since 1970.
     *
     * @param untilMs if it is not used before then.
     * @param lastMs  however it is used.
     */
    record Times(long untilMs, long lastMs)
    {
    }

    /**
     * A session that was begun.
     *
     * @param times  how long it lasts.
     * @param cookie for the browser; a secret.
     */
    record Begun(Times times, String cookie)
    {
        @Override
        public String toString()
        {
            return "Begun" + times;
        }
    }

    /**
     * Sessions that were ended.
     *
     * @param count  how many.
     * @param cookie takes it from the browser.
     */
    record Ended(int count, String cookie)
    {
    }

    /**
     * How long the session lasts that the request came by.
     *
     * @return null: it came by a token.
     */
    Times times();

    /**
     * Begins a session with the token that was shown.
     *
     * @return null where none was shown: a session begins no other, or it would never end.
     */
    Begun begin();

    /**
     * Ends the session that the request came by; where it came by a token, all that were begun with it.
     *
     * @return how many.
     */
    Ended end();
}
