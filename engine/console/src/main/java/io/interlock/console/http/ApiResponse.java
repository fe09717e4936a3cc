package io.interlock.console.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer. Immutable by agreement: nobody changes the bytes.
 *
 * @param status      of HTTP.
 * @param contentType with its charset.
 * @param body        never null.
 * @param headers     beside those that every answer has; one of the same name takes their place.
 */
public record ApiResponse(int status, String contentType, byte[] body, Map<String, String> headers)
{
    /** JSON. */
    public static final String JSON = "application/json; charset=utf-8";
    private static final int OK = 200;

    /** Copies the headers. */
    public ApiResponse
    {
        headers = Map.copyOf(headers);
    }

    /**
     * Without headers of its own.
     *
     * @param status      see above.
     * @param contentType see above.
     * @param body        see above.
     */
    public ApiResponse(final int status, final String contentType, final byte[] body)
    {
        this(status, contentType, body, Map.of());
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
        return new ApiResponse(status, contentType, body, more);
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
}
