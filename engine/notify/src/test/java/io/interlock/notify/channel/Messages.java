package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.Secret;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Messages and configurations for tests of channels. */
final class Messages
{
    static final long WALL_MS = 1_790_000_000_123L;

    private Messages()
    {
    }

    static ChannelConfig config(final ChannelType type, final Map<String, String> settings, final Map<String, String> secrets)
    {
        final Map<String, List<String>> texts = new TreeMap<>();
        settings.forEach((key, value) -> texts.put(key, List.of(value)));
        final Map<String, Secret> references = new TreeMap<>();
        secrets.forEach((key, value) -> references.put(key, Secret.variable("TEST_" + key.toUpperCase().replace('-', '_'), name -> value)));
        return new ChannelConfig("ops", type, new ChannelRoute("WARNING", Set.of(), null, 30, 10_000_000_000L, 600_000_000_000L), texts,
            references, "interlock.yaml:7:5");
    }

    static Notification transition(final Priority priority, final String from, final String to)
    {
        return of(Kind.TRANSITION, priority, from, to);
    }

    static Notification of(final Kind kind, final Priority priority, final String from, final String to)
    {
        final Draft draft = new Draft("msg-" + to + "-" + kind, kind, priority, "desk/btc",
            new Draft.Facts(from, to, "DRAWDOWN", 6.25, 5, WALL_MS), new Draft.Trail("episode-7", WALL_MS - 60_000, 4711, "4711:abcdef"),
            new Draft.Extras(List.of(new ActionEvent("a-1", "cancelAll", "desk/btc", ActionEvent.Stage.SUCCEEDED, 1, WALL_MS + 5,
                "12 orders")), List.of("DRAWDOWN again"), 3, "a note"));
        return new Notification(draft, priority + " desk/btc is " + to,
            "desk/btc went from " + from + " to " + to + ".\nDrawdown 6.25 over 5.",
            "<p>desk/btc went to " + to + "</p>", "https://runbooks.example/" + to.toLowerCase());
    }

    /** Every text field is the same hostile string. */
    static Notification hostile(final String text, final Kind kind, final Priority priority)
    {
        final Draft draft = new Draft(text, kind, priority, text, new Draft.Facts(text, text, text, Double.NaN, Double.POSITIVE_INFINITY,
            WALL_MS),
            new Draft.Trail(text, WALL_MS, 1, text),
            new Draft.Extras(List.of(new ActionEvent(text, text, text, ActionEvent.Stage.FAILED, 1, WALL_MS, text)), List.of(text, text), 1,
                text));
        return new Notification(draft, text, text, text, text);
    }
}
