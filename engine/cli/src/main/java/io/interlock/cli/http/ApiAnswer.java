package io.interlock.cli.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a console answered. Immutable.
 *
 * @param status of HTTP.
 * @param body   a JSON object; never null.
 */
public record ApiAnswer(int status, JsonNode body)
{
    /** Something else must happen first: a second person, say. */
    private static final int ACCEPTED = 202;

    /**
     * Whether it is what was asked for.
     *
     * @return false for a problem (RFC 9457).
     */
    public boolean isOk()
    {
        return status >= 200 && status < 300;
    }

    /**
     * Whether nothing was done yet, since a second person must agree.
     *
     * @return true where the body says what is awaited.
     */
    public boolean isPending()
    {
        return status == ACCEPTED && body.path("pending").asBoolean();
    }

    /**
     * A text of the body.
     *
     * @param name of its field.
     * @return empty where it is no text, or not there.
     */
    public String text(final String name)
    {
        return body.path(name).asText("");
    }
}
