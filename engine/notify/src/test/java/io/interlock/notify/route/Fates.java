package io.interlock.notify.route;

import io.interlock.notify.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an outbox was told of each change on each channel. */
final class Fates
{
    static final String SENT = "sent";

    private final Map<String, List<String>> byKey = new HashMap<>();

    Fates(final List<Scene.Got> got)
    {
        for (final Scene.Got one : got)
        {
            if (one.draft().kind() == Kind.TRANSITION || one.draft().kind() == Kind.RESOLVED)
            {
                byKey.computeIfAbsent(one.channel() + ' ' + one.draft().id(), key -> new ArrayList<>())
                    .add(one.why() == null ? SENT : one.why());
            }
        }
    }

    /** All that was said of one, in order. */
    List<String> of(final String channel, final String id)
    {
        return byKey.getOrDefault(channel + ' ' + id, List.of());
    }

    /** The one fate of one, or of the message that it stands in; "none" where there is none, "several" where there are more. */
    String end(final String channel, final String id)
    {
        String at = id;
        for (int i = 0; i < 1_000; i++)
        {
            final List<String> all = of(channel, at);
            if (all.size() != 1)
            {
                return all.isEmpty() ? "none" : "several: " + all;
            }
            if (!all.get(0).startsWith(Outbox.JOINED))
            {
                return all.get(0);
            }
            at = all.get(0).substring(Outbox.JOINED.length());
        }
        return "a circle";
    }
}
