package io.interlock.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.interlock.notify.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;

/** Reads answers whose bodies are JSON. Threading: stateless. */
final class Replies
{
    static final ObjectMapper JSON = new ObjectMapper();

    /** As much of a stranger's text as is shown. */
    private static final int SHOWN = 300;

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private Replies()
    {
    }

    /**
     * Reads a body.
     *
     * @param answer any.
     * @return never null; a missing node where it is not JSON: a proxy's page, or half an answer.
     */
    static JsonNode json(final HttpSender.Answer answer)
    {
        try
        {
            final JsonNode node = JSON.readTree(answer.body());
            return node == null ? MissingNode.getInstance() : node;
        }
        catch (final JsonProcessingException unreadable)
        {
            return MissingNode.getInstance();
        }
    }

    /**
     * What the receiver said, safe to be shown.
     *
     * @param text    theirs.
     * @param secrets of this attempt.
     * @return one line of at most 300 characters, with a colon and a blank before; empty where nothing was said.
     */
    static String said(final String text, final Credentials secrets)
    {
        final String shown = shown(text, secrets);
        return shown.isBlank() ? "" : ": " + shown;
    }

    /**
     * What the receiver said, as {@link #said}, without the colon.
     *
     * @param text    theirs.
     * @param secrets of this attempt.
     * @return one line of at most 300 characters.
     */
    static String shown(final String text, final Credentials secrets)
    {
        return CleanText.line(secrets.redacted(text), SHOWN);
    }

    /**
     * A failure that passes, with the wait that was asked for.
     *
     * @param message what it said.
     * @param wait    null or negative: none was asked for; longer than a day counts as a day.
     * @return never null.
     */
    static DeliveryException busy(final String message, final Duration wait)
    {
        if (wait == null || wait.isNegative())
        {
            return DeliveryException.passing(message);
        }
        return DeliveryException.later(message, wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    /**
     * Whether a status says that it may go better later.
     *
     * @param status of an answer.
     * @return true for 408, 425, 429 and from 500.
     */
    static boolean passes(final int status)
    {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /**
     * Cuts slashes off the end of a base address.
     *
     * @param url as configured.
     * @return without them.
     */
    static String base(final String url)
    {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/')
        {
            end--;
        }
        return url.substring(0, end);
    }
}
