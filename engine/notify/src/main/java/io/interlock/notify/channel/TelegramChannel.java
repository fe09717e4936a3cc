package io.interlock.notify.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.config.ChannelConfig;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;
import java.util.Map;

/**
 * Telegram's Bot API: one {@code sendMessage} for each chat. The token is a part of the address, so nothing that a person sees is made of
 * the address. A retry tells only the chats that have not got this id.
 *
 * <p>Threading: {@link #deliver} on one worker, {@link #check} on any thread. Owns the sender and closes it.
 */
public final class TelegramChannel implements NotificationChannel
{
    /** Telegram's own limit, in UTF-16 units after the markup is read. */
    private static final int MOST = 4096;

    private static final int TITLE = 256;

    private final ChannelConfig config;
    private final HttpSender http;
    private final String base;
    private final Recipients chats;

    /**
     * Asks nobody anything yet.
     *
     * @param config of type TELEGRAM.
     * @param http   this channel's own; closed with it.
     */
    public TelegramChannel(final ChannelConfig config, final HttpSender http)
    {
        this.config = config;
        this.http = http;
        base = Replies.base(config.text("url"));
        chats = new Recipients(config.list("chats"), "chat");
    }

    @Override
    public String name()
    {
        return config.name();
    }

    /** Who was called is told who has it: all kinds. */
    @Override
    public boolean wants(final Kind kind)
    {
        return true;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final Credentials secrets = new Credentials(config);
        final String token = token(secrets);
        final String text = text(notification);
        return chats.tell(notification.id(), timeout, (chat, share) ->
        {
            final HttpSender.Request request = new HttpSender.Request(
                "POST", url(token, "sendMessage"), Map.of(), "application/json", body(chat, text), shown("sendMessage"));
            return sent(chat, http.send(request, share), secrets);
        });
    }

    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        final Credentials secrets = new Credentials(config);
        try
        {
            final String token = token(secrets);
            final HttpSender.Answer answer =
                http.send(new HttpSender.Request("GET", url(token, "getMe"), Map.of(), "", "", shown("getMe")), timeout);
            final JsonNode reply = Replies.json(answer);
            if (!taken(answer, reply))
            {
                throw refused("Telegram (getMe)", answer, reply, secrets);
            }
            final String bot = reply.path("result").path("username").asText("");
            return "the bot @" + Replies.shown(bot, secrets) + " answers; whether it may write to the chats shows only when it does";
        }
        catch (final InterruptedException givenUp)
        {
            Thread.currentThread().interrupt();
            throw DeliveryException.passing(shown("getMe") + ": given up");
        }
    }

    @Override
    public void close()
    {
        http.close();
    }

    private String token(final Credentials secrets) throws DeliveryException
    {
        final String token = secrets.reveal("token");
        // Anything else would be read as another place of the address.
        if (!token.matches("[A-Za-z0-9_-]+:[A-Za-z0-9_-]+"))
        {
            throw DeliveryException.permanent("channel " + config.name() + " (" + config.place() + "): token: what "
                + config.secret("token") + " gives is not in the form of a bot's token, which is digits, a colon and letters; "
                + "ask @BotFather for it");
        }
        return token;
    }

    private String url(final String token, final String method)
    {
        return base + "/bot" + token + '/' + method;
    }

    private String shown(final String method)
    {
        return base + "/bot***/" + method;
    }

    private static String body(final String chat, final String text)
    {
        final ObjectNode body = Replies.JSON.createObjectNode();
        if (chat.matches("-?\\d{1,18}"))
        {
            body.put("chat_id", Long.parseLong(chat));
        }
        else
        {
            body.put("chat_id", chat);
        }
        body.put("text", text);
        body.put("parse_mode", "HTML");
        body.putObject("link_preview_options").put("is_disabled", true);
        return body.toString();
    }

    /**
     * The message as Telegram's HTML. Telegram makes links of addresses, {@code @names}, {@code /commands} and {@code #tags} wherever they
     * stand, but not in code: so what a stranger may have written stands in code.
     */
    static String text(final Notification notification)
    {
        final String title = CleanText.line(notification.title(), TITLE);
        final boolean linked = title.chars().anyMatch(c -> "@#$/.+".indexOf(c) >= 0);
        final String tag = linked ? "code" : "b";
        // Counted before it is escaped: Telegram counts what is shown.
        final String lines = CleanText.lines(notification.text(), MOST - title.length() - 1);
        final String head = "<" + tag + ">" + CleanText.html(title) + "</" + tag + ">";
        return lines.isBlank() ? head : head + "\n<pre>" + CleanText.html(lines) + "</pre>";
    }

    private String sent(final String chat, final HttpSender.Answer answer, final Credentials secrets) throws DeliveryException
    {
        final JsonNode reply = Replies.json(answer);
        if (!taken(answer, reply))
        {
            throw refused("chat " + chat + ": Telegram", answer, reply, secrets);
        }
        return "chat " + chat + ": message " + reply.path("result").path("message_id").asLong();
    }

    private static boolean taken(final HttpSender.Answer answer, final JsonNode reply)
    {
        return answer.status() == 200 && reply.path("ok").asBoolean();
    }

    private DeliveryException refused(
        final String shown, final HttpSender.Answer answer, final JsonNode reply, final Credentials secrets)
    {
        final JsonNode parameters = reply.path("parameters");
        final JsonNode moved = parameters.path("migrate_to_chat_id");
        final String advice = moved.isIntegralNumber()
            ? "the group has become a supergroup: write " + moved.asLong() + " in chats (" + config.place() + ")"
            : advice(answer.status());
        final HttpSender.Answer timed = new HttpSender.Answer(
            answer.status(), Replies.wait(parameters.path("retry_after"), answer.retryAfter()), answer.body());
        return Replies.refused(timed, reply.path("description").asText(""), shown, secrets, advice);
    }

    private static String advice(final int status)
    {
        return switch (status)
        {
            case 401, 404 -> "is the token right, and still valid?";
            case 400 -> "is the chat's id right, and is the bot a member?";
            case 403 -> "the bot was blocked or removed, or was never started there: a member must let it in";
            default -> "";
        };
    }
}
