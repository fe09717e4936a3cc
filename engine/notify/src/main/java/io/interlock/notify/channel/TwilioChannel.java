package io.interlock.notify.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.http.HttpSender;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * SMS through Twilio's REST API of 2010-04-01: one {@code Messages.json} for each recipient. A retry tells only those who have not got this
 * id.
 *
 * <p>Threading: {@link #deliver} on one worker, {@link #check} on any thread. Owns the sender and closes it.
 */
public final class TwilioChannel implements NotificationChannel
{
    /** Twilio's codes for what passes: too many requests, a full queue, an internal error, out of service. */
    private static final Set<Integer> PASSING = Set.of(20429, 14107, 21611, 30001, 20500, 20503);

    private final ChannelConfig config;
    private final HttpSender http;
    private final String account;
    private final Recipients phones;

    /**
     * Asks nobody anything yet.
     *
     * @param config of type TWILIO.
     * @param http   this channel's own; closed with it.
     */
    public TwilioChannel(final ChannelConfig config, final HttpSender http)
    {
        this.config = config;
        this.http = http;
        account = Replies.base(config.text("url")) + "/2010-04-01/Accounts/" + encoded(config.text("account-sid"));
        phones = new Recipients(config.list("to"), "number");
    }

    @Override
    public String name()
    {
        return config.name();
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final Credentials secrets = new Credentials(config);
        final Map<String, String> headers = headers(secrets);
        final String text = SmsText.of(notification);
        final String url = account + "/Messages.json";
        return phones.tell(notification.id(), timeout, (phone, share) ->
        {
            final String form = "From=" + encoded(config.text("from")) + "&To=" + encoded(phone) + "&Body=" + encoded(text);
            final HttpSender.Request request =
                new HttpSender.Request("POST", url, headers, "application/x-www-form-urlencoded", form, url);
            return sent(phone, http.send(request, share), secrets);
        });
    }

    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        final Credentials secrets = new Credentials(config);
        final String url = account + ".json";
        try
        {
            final HttpSender.Answer answer =
                http.send(new HttpSender.Request("GET", url, headers(secrets), "", "", url), timeout);
            final JsonNode reply = Replies.json(answer);
            final String status = reply.path("status").asText("");
            if (answer.status() != 200 || status.isEmpty())
            {
                throw refused("Twilio, of the account,", answer, reply, secrets);
            }
            if (!"active".equals(status))
            {
                throw DeliveryException.permanent("Twilio says that the account is " + Replies.shown(status, secrets)
                    + "; only an active one sends: see Twilio's console");
            }
            return "the account is active; whether a number takes messages shows only when one is sent";
        }
        catch (final InterruptedException givenUp)
        {
            Thread.currentThread().interrupt();
            throw DeliveryException.passing(url + ": given up");
        }
    }

    @Override
    public void close()
    {
        http.close();
    }

    private Map<String, String> headers(final Credentials secrets) throws DeliveryException
    {
        return Map.of("Authorization", secrets.basic(config.text("account-sid"), secrets.reveal("auth-token")));
    }

    private String sent(final String phone, final HttpSender.Answer answer, final Credentials secrets) throws DeliveryException
    {
        final JsonNode reply = Replies.json(answer);
        final String sid = reply.path("sid").asText("");
        if (answer.status() != 201 || sid.isEmpty())
        {
            throw refused("number " + phone + ": Twilio", answer, reply, secrets);
        }
        return "number " + phone + ": message " + Replies.shown(sid, secrets) + " is "
            + Replies.shown(reply.path("status").asText("taken"), secrets);
    }

    private DeliveryException refused(
        final String shown, final HttpSender.Answer answer, final JsonNode reply, final Credentials secrets)
    {
        final int code = reply.path("code").asInt();
        final String words = (code == 0 ? "" : "code " + code + ": ") + reply.path("message").asText("");
        final DeliveryException failure =
            Replies.refused(answer, words, shown, secrets, advice(answer.status(), code) + " (" + config.place() + ")");
        if (!failure.isPermanent() || !PASSING.contains(code))
        {
            return failure;
        }
        final String text = shown + " answers " + Answers.said(answer.status(), words, secrets.redaction());
        return answer.retryAfter() == null ? DeliveryException.passing(text) : DeliveryException.later(text, answer.retryAfter());
    }

    private static String advice(final int status, final int code)
    {
        if (status == 401 || code == 20003)
        {
            return "are account-sid and auth-token right, and of the same account?";
        }
        if (status == 404)
        {
            return "is account-sid right?";
        }
        return code == 0 ? "see Twilio's console" : "what to do: https://www.twilio.com/docs/api/errors/" + code;
    }

    private static String encoded(final String text)
    {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
