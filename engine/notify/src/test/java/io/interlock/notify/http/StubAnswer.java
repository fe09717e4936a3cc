package io.interlock.notify.http;

import java.nio.charset.StandardCharsets;

/**
 * What a {@link StubServer} does with one request. Immutable.
 *
 * @param kind what it does.
 * @param head the first lines and headers, each ended by CR LF; empty where nothing is answered.
 * @param body after it.
 */
public record StubAnswer(Kind kind, String head, String body)
{
    /** What it does. */
    public enum Kind
    {
        /** Answers and closes. */
        ANSWER,
        /** Reads the request and is silent until the server ends. */
        HANG,
        /** Answers one byte every 20 ms, without end. */
        DRIP,
        /** Resets the connection after the request. */
        RESET,
        /** Closes the connection in the middle of the body. */
        CUT
    }

    /**
     * An answer with a body.
     *
     * @param status  100 to 599.
     * @param body    text.
     * @param headers each {@code Name: value}.
     * @return never null.
     */
    public static StubAnswer of(final int status, final String body, final String... headers)
    {
        final StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        for (final String header : headers)
        {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
        return new StubAnswer(Kind.ANSWER, head.toString(), body);
    }

    /**
     * A JSON answer.
     *
     * @param status 100 to 599.
     * @param body   JSON.
     * @return never null.
     */
    public static StubAnswer json(final int status, final String body)
    {
        return of(status, body, "Content-Type: application/json");
    }

    /**
     * Silence.
     *
     * @return never null.
     */
    public static StubAnswer hang()
    {
        return new StubAnswer(Kind.HANG, "", "");
    }

    /**
     * An answer of status 200 that never ends.
     *
     * @return never null.
     */
    public static StubAnswer drip()
    {
        return new StubAnswer(Kind.DRIP, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n", "");
    }

    /**
     * A reset.
     *
     * @return never null.
     */
    public static StubAnswer reset()
    {
        return new StubAnswer(Kind.RESET, "", "");
    }

    /**
     * Half an answer.
     *
     * @return never null.
     */
    public static StubAnswer cut()
    {
        return new StubAnswer(Kind.CUT, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n", "half");
    }
}
