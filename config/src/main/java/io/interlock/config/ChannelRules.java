package io.interlock.config;

import java.util.List;
import java.util.Map;

/** What the keys of one channel ask of each other. Threading: one thread. */
final class ChannelRules
{
    private static final String HOST = "host";

    private final String path;
    private final ChannelType type;
    private final Origin origin;
    private final ErrorList errors;

    ChannelRules(final String path, final ChannelType type, final Origin origin, final ErrorList errors)
    {
        this.path = path;
        this.type = type;
        this.origin = origin;
        this.errors = errors;
    }

    /**
     * Judges what was set (origins has every key that was, settings those whose values were read, hidden the values of secrets, which no
     * message quotes) with what holds by itself.
     */
    void check(final Map<String, List<String>> settings, final Map<String, String> hidden, final Map<String, Origin> origins)
    {
        addresses(settings, hidden, origins);
        deadline(settings, origins);
        switch (type)
        {
            case EMAIL -> both(origins, "username", "password");
            case PAGERDUTY ->
            {
                needs(origins, "api-url", "api-token");
                needs(origins, "poll", "api-token");
            }
            case ALERTMANAGER ->
            {
                both(origins, "username", "password");
                notBoth(origins, "bearer-token", "username");
            }
            case SNS ->
            {
                both(origins, "access-key-id", "secret-access-key");
                notBoth(origins, "topic-arn", "to");
                if (!origins.containsKey("topic-arn") && !origins.containsKey("to"))
                {
                    errors.add(origin.error(path, "", "lacks topic-arn or to", "write the one or the other"));
                }
            }
            default ->
            {
            }
        }
    }

    private void addresses(
        final Map<String, List<String>> settings, final Map<String, String> hidden, final Map<String, Origin> origins)
    {
        final boolean allowed = List.of("yes").equals(settings.get(ChannelSchema.ALLOW_PRIVATE));
        for (final ChannelKey key : ChannelSchema.keys(type))
        {
            final List<String> texts = settings.get(key.name());
            if (key.type() instanceof UrlType url && texts != null && origins.containsKey(key.name()))
            {
                address(key.name(), url.shown(texts.get(0)), texts.get(0), allowed, origins.get(key.name()));
                final String host = LiteralAddress.host(texts.get(0));
                known(key.name(), host, host, origins.get(key.name()));
            }
            else if (hidden.containsKey(key.name()))
            {
                address(key.name(), "", hidden.get(key.name()), allowed, origins.get(key.name()));
                known(key.name(), LiteralAddress.host(hidden.get(key.name())), "", origins.get(key.name()));
            }
            else if (HOST.equals(key.name()) && texts != null && origins.containsKey(key.name()))
            {
                known(key.name(), texts.get(0), texts.get(0), origins.get(key.name()));
            }
        }
    }

    /** Shown is what a message may say of it; empty: nothing. */
    private void known(final String key, final String host, final String shown, final Origin place)
    {
        if (!host.isEmpty() && !errors.knowsHost(host))
        {
            errors.add(place.error(path + "." + key, shown, shown.isEmpty() ? "nobody knows the host that it refers to"
                : "nobody knows the host '" + host + "'",
                "write the receiver's name as the resolver has it"));
        }
    }

    private void address(final String key, final String shown, final String text, final boolean allowed, final Origin place)
    {
        final String never = LiteralAddress.never(text);
        final String own = allowed ? null : LiteralAddress.own(text);
        final String beside = ChannelSchema.ALLOW_PRIVATE + ": yes beside it";
        if (never != null)
        {
            errors.add(place.error(path + "." + key, shown, "the address is never connected to: it is " + never,
                "write the receiver's public name, or a private or loopback address with " + beside));
        }
        else if (!allowed && UrlType.plain(text))
        {
            errors.add(place.error(path + "." + key, shown, "the address is not encrypted", "write https://, or " + beside));
        }
        else if (own != null)
        {
            errors.add(place.error(path + "." + key, shown, "the address is " + own,
                "write the receiver's public name, or " + beside));
        }
    }

    private void deadline(final Map<String, List<String>> settings, final Map<String, Origin> origins)
    {
        final Long timeout = duration(settings, ChannelSchema.TIMEOUT);
        final Long deadline = duration(settings, ChannelSchema.DEADLINE);
        if (timeout != null && deadline != null && deadline < timeout)
        {
            final String key = origins.containsKey(ChannelSchema.DEADLINE) ? ChannelSchema.DEADLINE : ChannelSchema.TIMEOUT;
            final boolean low = key.equals(ChannelSchema.DEADLINE);
            final String own = DurationType.shown(low ? deadline : timeout);
            final String other = DurationType.shown(low ? timeout : deadline);
            errors.add(origins.get(key).error(path + "." + key, own,
                "'" + own + "' is " + (low ? "below " + ChannelSchema.TIMEOUT : "above " + ChannelSchema.DEADLINE) + ", which is " + other,
                "allowed is at " + (low ? "least " : "most ") + other));
        }
    }

    private static Long duration(final Map<String, List<String>> settings, final String name)
    {
        return settings.containsKey(name) ? Long.valueOf(ChannelSchema.durationNs(settings.get(name).get(0))) : null;
    }

    private void both(final Map<String, Origin> origins, final String one, final String other)
    {
        final String set = origins.containsKey(one) ? one : other;
        final String missing = origins.containsKey(one) ? other : one;
        if (origins.containsKey(set) && !origins.containsKey(missing))
        {
            errors.add(origins.get(set).error(path + "." + set, "", "is nothing without " + missing, "write both or none"));
        }
    }

    private void needs(final Map<String, Origin> origins, final String one, final String other)
    {
        if (origins.containsKey(one) && !origins.containsKey(other))
        {
            errors.add(origins.get(one).error(
                path + "." + one, "", "is nothing without " + other, "write " + other + " too, or take it out"));
        }
    }

    private void notBoth(final Map<String, Origin> origins, final String one, final String other)
    {
        if (origins.containsKey(one) && origins.containsKey(other))
        {
            errors.add(origins.get(other).error(path + "." + other, "", "stands beside " + one, "write the one or the other"));
        }
    }
}
