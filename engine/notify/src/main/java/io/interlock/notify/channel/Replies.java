package io.interlock.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;

/** Reads answers whose bodies are JSON. Threading: stateless. */
final class Replies
{
    static final ObjectMapper JSON = new ObjectMapper();

    /** As much of a stranger's text as is shown. */
    private static final int SHOWN = 300;

    private static final long LONGEST_WAIT_SECONDS = 86_400;

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
     * @param text    theirs; null counts as empty.
     * @param secrets of this attempt.
     * @return one line of at most 300 characters.
     */
    static String shown(final String text, final Credentials secrets)
    {
        // Redacted before it is cut: half a secret would not be found.
        return CleanText.line(secrets.redaction().of(text == null ? "" : text), SHOWN);
    }

    /**
     * What a refusal means.
     *
     * @param answer  of a status that is not a success.
     * @param words   what of its body is told.
     * @param shown   what errors call the receiver.
     * @param secrets of this attempt.
     * @param advice  what to do where it is permanent; empty: no more than the status says.
     * @return never null; for a status of 2xx, which is not as this receiver answers, one that passes.
     */
    static DeliveryException refused(
        final HttpSender.Answer answer, final String words, final String shown, final Credentials secrets, final String advice)
    {
        if (answer.status() < 300)
        {
            return DeliveryException.passing(shown + " answers " + Answers.said(answer.status(), words, secrets.redaction())
                + ", but not as it is documented: is something between that answers in its place?");
        }
        final DeliveryException failure = Answers.failure(answer, words, shown, secrets.redaction());
        return failure.isPermanent() && !advice.isEmpty()
            ? DeliveryException.permanent(failure.getMessage() + "; " + advice)
            : failure;
    }

    /**
     * A wait that a receiver asks for in its body.
     *
     * @param seconds any node.
     * @param header  what its header asks for; may be null.
     * @return at most a day; the header's where the node is no number, null for what lies behind us.
     */
    static Duration wait(final JsonNode seconds, final Duration header)
    {
        if (!seconds.isNumber())
        {
            return header;
        }
        return seconds.asLong() < 0 ? null : Duration.ofSeconds(Math.min(seconds.asLong(), LONGEST_WAIT_SECONDS));
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
