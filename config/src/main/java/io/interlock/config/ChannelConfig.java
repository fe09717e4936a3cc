package io.interlock.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One notification channel as it was configured. Which settings a type has is in the reference of the configuration; what is required is
 * there, and every number is in its range. Immutable. Shows no secret.
 *
 * @param name     of the channel, unique; letters, digits, {@code -} and {@code _}.
 * @param type     what it speaks.
 * @param route    what reaches it.
 * @param settings texts by key; a key that was left out and has a default is here with it.
 * @param secrets  by key, without the ending {@code -file}.
 * @param place    {@code FILE:LINE:COLUMN} for messages; {@code code} where it was not in a file.
 */
public record ChannelConfig(
    String name, ChannelType type, ChannelRoute route, Map<String, List<String>> settings, Map<String, Secret> secrets, String place)
{
    /** Copies the maps. */
    public ChannelConfig
    {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    /** Whether the other is the same channel; where it was written does not count. */
    @Override
    public boolean equals(final Object other)
    {
        return other instanceof ChannelConfig channel && name.equals(channel.name) && type == channel.type && route.equals(channel.route) &&
            settings.equals(channel.settings) && secrets.equals(channel.secrets);
    }

    @Override
    public int hashCode()
    {
        return Objects.hash(name, type, route, settings, secrets);
    }

    /** Shows no secret, not even one that code put among the settings by mistake. */
    @Override
    public String toString()
    {
        final Map<String, List<String>> shown = new TreeMap<>(settings);
        shown.keySet().removeIf((key) -> ChannelSchema.mayBeSecret(key));
        return "ChannelConfig[name=" + name + ", type=" + type + ", route=" + route + ", settings=" + shown + ", secrets=" +
            new TreeMap<>(secrets) + ", place=" + place + "]";
    }

    /**
     * A setting's text.
     *
     * @param key of this type.
     * @return empty where there is none.
     */
    public String text(final String key)
    {
        final List<String> values = settings.getOrDefault(key, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /**
     * A setting that is a list.
     *
     * @param key of this type.
     * @return empty where there is none.
     */
    public List<String> list(final String key)
    {
        return settings.getOrDefault(key, List.of());
    }

    /**
     * A setting that is a number.
     *
     * @param key of this type; it is set or has a default.
     * @return in its range.
     */
    public int number(final String key)
    {
        return Integer.parseInt(text(key));
    }

    /**
     * A setting that is a length of time.
     *
     * @param key      of this type.
     * @param standard where it is not set.
     * @return nanoseconds, in its range.
     */
    public long durationNs(final String key, final long standard)
    {
        return text(key).isEmpty() ? standard : ChannelSchema.durationNs(text(key));
    }

    /**
     * A setting that is a switch.
     *
     * @param key of this type.
     * @return false where there is none.
     */
    public boolean is(final String key)
    {
        return "yes".equals(text(key));
    }

    /**
     * A secret.
     *
     * @param key of this type.
     * @return null where there is none.
     */
    public Secret secret(final String key)
    {
        return secrets.get(key);
    }
}
