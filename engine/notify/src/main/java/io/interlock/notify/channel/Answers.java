package io.interlock.notify.channel;

import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Redaction;
import io.interlock.notify.http.HttpSender;

/** What a receiver's status means, the same for all that speak HTTP. Threading: any thread; pure. */
final class Answers
{
    private static final int MOST_SHOWN = 200;

    private Answers()
    {
    }

    /**
     * Takes an answer of status 2xx, and turns any other into what it means.
     *
     * @param answer    of the receiver.
     * @param shown     what errors call it.
     * @param redaction of the secrets that were sent.
     * @return status and the begin of the answer, for the journal.
     * @throws DeliveryException permanent for a redirect and what a person must mend, otherwise with the time it asks for.
     */
    static String accepted(final HttpSender.Answer answer, final String shown, final Redaction redaction) throws DeliveryException
    {
        if (answer.status() >= 200 && answer.status() < 300)
        {
            return said(answer.status(), answer.body(), redaction);
        }
        throw failure(answer, answer.body(), shown, redaction);
    }

    /**
     * What a status means that is not 2xx.
     *
     * @param answer    of the receiver.
     * @param words     what of its body is told, unredacted.
     * @param shown     what errors call it.
     * @param redaction of the secrets that were sent.
     * @return never null.
     */
    static DeliveryException failure(
        final HttpSender.Answer answer, final String words, final String shown, final Redaction redaction)
    {
        final int status = answer.status();
        final String what = shown + " answers " + said(status, words, redaction);
        if (status >= 300 && status < 400)
        {
            return DeliveryException.permanent(
                shown + " answers with a redirect (HTTP " + status + "), which is not followed: configure the address that it leads to");
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500)
        {
            return answer.retryAfter() == null ? DeliveryException.passing(what) : DeliveryException.later(what, answer.retryAfter());
        }
        return DeliveryException.permanent(what + switch (status)
        {
            case 401, 403 -> ": look at its credentials";
            case 404, 410 -> ": look at its address";
            case 413 -> ": the message is too long for it";
            default -> "";
        });
    }

    /**
     * Status and the begin of what was said, on one line.
     *
     * @param status    of the answer.
     * @param words     of the answer.
     * @param redaction of the secrets that were sent.
     * @return for a person.
     */
    static String said(final int status, final String words, final Redaction redaction)
    {
        // Redacted before it is cut: half a secret would not be found.
        final String line = CleanText.markedLine(redaction.of(words)).strip();
        return line.isEmpty() ? "HTTP " + status : "HTTP " + status + " (" + CleanText.cut(line, MOST_SHOWN) + ")";
    }
}
