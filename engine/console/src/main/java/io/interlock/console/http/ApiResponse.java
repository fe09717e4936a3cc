package io.interlock.console.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer. Immutable by agreement: nobody changes the bytes.
 *
 * @param status      of HTTP.
 * @param contentType with its charset.
 * @param body        never null; empty where a stream follows.
 * @param headers     beside those of every answer, or in place of one.
 * @param stream      what goes on after this answer; null: nothing, it is whole.
 */
public record ApiResponse(int status, String contentType, byte[] body, Map<String, String> headers, EventStream stream)
{
    /** JSON. */
    public static final String JSON = "application/json; charset=utf-8";
    private static final String EVENTS = "text/event-stream; charset=utf-8";
    private static final int OK = 200;

    /** Copies the headers. */
    public ApiResponse
    {
        headers = Map.copyOf(headers);
    }

    /**
     * A whole answer.
     *
     * @param status      see above.
     * @param contentType see above.
     * @param body        see above.
     */
    public ApiResponse(final int status, final String contentType, final byte[] body)
    {
        this(status, contentType, body, Map.of(), null);
    }

    /**
     * 200 with JSON.
     *
     * @param json the text.
     * @return new.
     */
    public static ApiResponse json(final String json)
    {
        return new ApiResponse(OK, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * 200, and then server-sent events until one side ends it.
     *
     * @param stream is told where events go.
     * @return new.
     */
    public static ApiResponse events(final EventStream stream)
    {
        return new ApiResponse(OK, EVENTS, new byte[0], Map.of("X-Accel-Buffering", "no"), stream);
    }

    /**
     * The same with one header more.
     *
     * @param name  of it.
     * @param value of it.
     * @return new.
     */
    public ApiResponse with(final String name, final String value)
    {
        final Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiResponse(status, contentType, body, more, stream);
    }
}
