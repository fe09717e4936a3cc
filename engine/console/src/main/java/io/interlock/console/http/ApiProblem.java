package io.interlock.console.http;

import java.util.Map;

/** Why a request is not answered as asked: becomes a problem body of RFC 9457. Its texts are shown to the peer. */
public final class ApiProblem extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String title;
    private final transient Map<String, Object> more;

    /**
     * A problem.
     *
     * @param status of HTTP.
     * @param type   short and stable, for programs, for example {@code unknown-scope}.
     * @param title  what kind of problem it is, for people.
     * @param detail what is wrong here, what is allowed and what to do.
     * @param more   further members; numbers, texts, booleans and lists of them.
     */
    public ApiProblem(final int status, final String type, final String title, final String detail, final Map<String, Object> more)
    {
        // Nobody reads its trace, and making one costs more than the request.
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.more = Map.copyOf(more);
    }

    /**
     * Of HTTP.
     *
     * @return 400 to 599.
     */
    public int status()
    {
        return status;
    }

    /**
     * For programs.
     *
     * @return short and stable.
     */
    public String type()
    {
        return type;
    }

    /**
     * For people.
     *
     * @return what kind of problem it is.
     */
    public String title()
    {
        return title;
    }

    /**
     * Further members of the body.
     *
     * @return never null.
     */
    public Map<String, Object> more()
    {
        return more;
    }
}
