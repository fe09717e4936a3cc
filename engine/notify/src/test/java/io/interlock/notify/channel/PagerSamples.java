package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.Secret;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Messages, configurations and hostile texts for the tests of channels. */
final class PagerSamples
{
    static final Duration SOON = Duration.ofSeconds(60);
    static final long WALL_MS = 1_795_683_626_292L;
    static final long STARTED_MS = WALL_MS - 903_000;
    static final String TOKEN = "123456:CANARY-telegram_9f8e7d";
    static final String AUTH = "CANARY-twilio/4b3a+=";
    static final String BEARER = "CANARY-bearer-77aa";
    static final String PASSWORD = "CANARY-password-66bb";
    static final String KEY_ID = "AKIACANARY000001";
    static final String KEY = "CANARY/aws+secret/55cc";

    private static final ChannelRoute ROUTE =
        new ChannelRoute("INFO", Set.of(), null, 30, Duration.ofSeconds(20).toNanos(), Duration.ofMinutes(10).toNanos());

    private static final List<String> PIECES = List.of("\r\nX-Injected: yes", "\n\n", "\r", "\u0000", "\u001b[31mred\u001b[0m", "\u009b31m",
        "\u0085", "\u2028", "\u202eesrever", "\u2066\u2067\u2069", "\u200e\u200f\u061c", "\ufeff", "\u200b\u200d", "\ud800", "\udc00",
        "\ud83d\ude00", "<b>bold</b>", "<a href='tg://user?id=1'>x</a>", "<script>alert(1)</script>", "</pre></code></b>", "&lt;b&gt;",
        "&#60;i&#62;", "&amp",
        "*bold* _it_ [a](http://b)", "@everyone /stop #tag $USD", "http://evil.example", "\"}],\"chat_id\":1",
        "\\u0022",
        "&To=%2B1999&From=x", "%0d%0aX: y", "\t\u000b\u0008", "\u007f", "plain words ");

    private PagerSamples()
    {
    }

    static ChannelConfig telegram(final String... chats)
    {
        return config(ChannelType.TELEGRAM,
            Map.of("url", List.of("https://api.telegram.org"), "chats", List.of(chats)), Map.of("token", TOKEN));
    }

    static ChannelConfig twilio(final String... to)
    {
        return config(ChannelType.TWILIO, Map.of("url", List.of("https://api.twilio.com"), "account-sid", List.of("AC0123456789abcdef"),
            "from", List.of("+15005550006"), "to", List.of(to)), Map.of("auth-token", AUTH));
    }

    static ChannelConfig alertmanager()
    {
        return config(ChannelType.ALERTMANAGER, Map.of("url", List.of("https://alerts.example/am/")), Map.of("bearer-token", BEARER));
    }

    static ChannelConfig sns(final String url, final String topic, final String... to)
    {
        return config(ChannelType.SNS, Map.of("url", List.of(url), "allow-private", List.of("yes"), "region", List.of("eu-central-1"),
            "topic-arn", topic.isEmpty() ? List.of() : List.of(topic), "to", List.of(to)),
            Map.of("access-key-id", KEY_ID, "secret-access-key", KEY));
    }

    /** The same at another address, which may be a private one. */
    static ChannelConfig at(final ChannelConfig config, final String url)
    {
        final Map<String, List<String>> settings = new HashMap<>(config.settings());
        settings.put("url", List.of(url));
        settings.put("allow-private", List.of("yes"));
        return new ChannelConfig(config.name(), config.type(), config.route(), settings, config.secrets(), config.place());
    }

    static ChannelConfig config(final ChannelType type, final Map<String, List<String>> settings, final Map<String, String> secrets)
    {
        final Map<String, Secret> hidden = new HashMap<>();
        secrets.forEach((key, value) -> hidden.put(key, Secret.variable("THE_" + type, name -> value)));
        return new ChannelConfig("pager", type, ROUTE, settings, hidden, "interlock.yaml:7:3");
    }

    static Notification transition(final String id, final String from, final String to, final Priority priority)
    {
        return message(id, Kind.TRANSITION, from, to, priority);
    }

    static Notification message(final String id, final Kind kind, final String from, final String to, final Priority priority)
    {
        return new Notification(draft(id, kind, from, to, priority, "binance"),
            "[" + priority + "] " + to + " of binance: API_LATENCY 4000 ms",
            "What happened\n  binance went from " + from + " to " + to
                + ".\n  Why: 4000 ms & more than <3000 ms>\nWhat to do\n  Read: runbook",
            "<p>not used</p>", "https://runbooks.example/" + to);
    }

    static Draft draft(
        final String id, final Kind kind, final String from, final String to, final Priority priority, final String scope)
    {
        return new Draft(id, kind, priority, scope, new Draft.Facts(from, to, "API_LATENCY", 4000, 3000, WALL_MS),
            new Draft.Trail("7f3a-12", STARTED_MS, 14, "27:6f1c90aa"), Draft.Extras.NONE);
    }

    /** A message that is the text everywhere. */
    static Notification hostile(final String text)
    {
        final Draft draft = new Draft(text, Kind.TRANSITION, Priority.EMERGENCY, text,
            new Draft.Facts(text, text, text, 1, 2, WALL_MS), new Draft.Trail(text, STARTED_MS, 14, text), Draft.Extras.NONE);
        return new Notification(draft, text, text, text, text);
    }

    static List<String> thousandTexts(final long seed)
    {
        final Random random = new Random(seed);
        final List<String> texts = new ArrayList<>(PIECES);
        while (texts.size() < 1000)
        {
            final StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--)
            {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append((char)random.nextInt(0x10000));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
