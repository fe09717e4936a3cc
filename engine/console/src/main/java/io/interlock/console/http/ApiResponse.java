package io.interlock.console.http;

import java.nio.charset.StandardCharsets;

/**
 * An answer. Immutable by agreement: nobody changes the bytes.
 *
 * @param status      of HTTP.
 * @param contentType with its charset.
 * @param body        never null.
 */
public record ApiResponse(int status, String contentType, byte[] body)
{
    /** JSON. */
    public static final String JSON = "application/json; charset=utf-8";
    private static final int OK = 200;

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
