package io.interlock.notify.delivery;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.NotificationsConfig;
import io.interlock.notify.NotificationChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the channels of a configuration. One that cannot be made does not stop the rest: it is there as one that is down, with the reason.
 *
 * <p>Threading: one thread.
 */
public final class Channels
{
    private static final long TIMEOUT_NS = 10_000_000_000L;
    private static final long DEADLINE_NS = 600_000_000_000L;
    /** What LOG and DASHBOARD get where nothing is said: everything, at any time. They cannot drown anybody. */
    private static final ChannelRoute EVERYTHING =
        new ChannelRoute("INFO", Set.of(), null, Integer.MAX_VALUE, TIMEOUT_NS, DEADLINE_NS);

    private final Map<ChannelType, Function<ChannelConfig, NotificationChannel>> makers = new EnumMap<>(ChannelType.class);

    /**
     * Says how channels of a type are made.
     *
     * @param type  of channels.
     * @param maker may throw; only what an {@link IllegalArgumentException} says is shown.
     * @return this.
     */
    public Channels with(final ChannelType type, final Function<ChannelConfig, NotificationChannel> maker)
    {
        makers.put(type, maker);
        return this;
    }

    /**
     * Makes all channels, LOG and DASHBOARD first where they are not named and can be made.
     *
     * @param config as it was loaded.
     * @return in the order of the file.
     */
    public List<ChannelEntry> of(final NotificationsConfig config)
    {
        final List<ChannelEntry> entries = new ArrayList<>();
        for (final ChannelType always : List.of(ChannelType.LOG, ChannelType.DASHBOARD))
        {
            if (makers.containsKey(always) && config.channels().stream().noneMatch(channel -> channel.type() == always))
            {
                entries.add(make(new ChannelConfig(freeName(word(always), config), always, EVERYTHING, Map.of(), Map.of(), "code")));
            }
        }
        for (final ChannelConfig channel : config.channels())
        {
            entries.add(make(channel));
        }
        return entries;
    }

    private ChannelEntry make(final ChannelConfig config)
    {
        final Function<ChannelConfig, NotificationChannel> maker = makers.get(config.type());
        if (maker == null)
        {
            return down(config, "channels of type " + word(config.type()) + " are not part of this program");
        }
        try
        {
            return new ChannelEntry(
                config.name(), word(config.type()), config.route(), maker.apply(config), "", config.secrets().values());
        }
        catch (final IllegalArgumentException wrong)
        {
            return down(config, String.valueOf(wrong.getMessage()));
        }
        catch (final LinkageError missing)
        {
            return down(config, "a library that channels of type " + word(config.type()) + " need is missing ("
                + missing.getClass().getSimpleName() + "): put it on the class path");
        }
        catch (final RuntimeException thrown)
        {
            // Its text may be a stranger's and hold a secret: only its class is shown.
            return down(config, "it could not be made: " + thrown.getClass().getName());
        }
    }

    private static ChannelEntry down(final ChannelConfig config, final String problem)
    {
        return new ChannelEntry(config.name(), word(config.type()), config.route(), null, config.place() + ": " + problem);
    }

    private static String freeName(final String wanted, final NotificationsConfig config)
    {
        String name = wanted;
        for (int i = 2; isTaken(name, config); i++)
        {
            name = wanted + '-' + i;
        }
        return name;
    }

    private static boolean isTaken(final String name, final NotificationsConfig config)
    {
        return config.channels().stream().anyMatch(channel -> channel.name().equals(name));
    }

    private static String word(final ChannelType type)
    {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
