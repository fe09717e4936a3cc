package io.interlock.notify.route;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.NotificationsConfig;
import io.interlock.config.QuietHours;
import io.interlock.core.port.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What reaches one channel. Immutable.
 *
 * @param index  its place among all.
 * @param name   of the channel.
 * @param kind   how it is treated.
 * @param lowest what is below is not sent.
 * @param scopes paths; empty: all.
 * @param quiet  null: none.
 * @param rate   most messages in a minute.
 */
record Route(int index, String name, Treatment kind, Priority lowest, Set<String> scopes, QuietHours quiet, int rate)
{
    /** How a channel is treated. */
    enum Treatment
    {
        /** LOG and DASHBOARD: gets all at once, whatever the rules. */
        ALWAYS,
        /** Keeps incidents open until it is told that they are over, so that must reach it. */
        TRACKER,
        /** Read by people. */
        PEOPLE
    }

    static List<Route> all(final NotificationsConfig config, final Map<String, ChannelRoute> own)
    {
        final List<Route> all = new ArrayList<>();
        addMissing(config, ChannelType.LOG, "log", all);
        addMissing(config, ChannelType.DASHBOARD, "dashboard", all);
        for (final ChannelConfig channel : config.channels())
        {
            final Treatment kind = switch (channel.type())
            {
                case LOG, DASHBOARD -> Treatment.ALWAYS;
                case PAGERDUTY, ALERTMANAGER -> Treatment.TRACKER;
                default -> Treatment.PEOPLE;
            };
            all.add(of(all.size(), channel.name(), kind, channel.route()));
        }
        own.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .forEach(entry -> all.add(of(all.size(), entry.getKey(), Treatment.PEOPLE, entry.getValue())));
        return List.copyOf(all);
    }

    private static void addMissing(final NotificationsConfig config, final ChannelType type, final String name, final List<Route> all)
    {
        if (config.channels().stream().noneMatch(channel -> channel.type() == type))
        {
            all.add(new Route(all.size(), name, Treatment.ALWAYS, Priority.INFO, Set.of(), null, Integer.MAX_VALUE));
        }
    }

    private static Route of(final int index, final String name, final Treatment kind, final ChannelRoute route)
    {
        return new Route(
            index, name, kind, Priority.valueOf(route.lowest()), route.scopes(), route.quietHours(), route.ratePerMinute());
    }

    /** By the name of a type; one that a host wrote has none of ours. */
    static Route of(final String type, final ChannelRoute route)
    {
        final boolean always = ChannelType.LOG.name().equals(type) || ChannelType.DASHBOARD.name().equals(type);
        return of(0, "", always ? Treatment.ALWAYS : Treatment.PEOPLE, route);
    }

    boolean always()
    {
        return kind == Treatment.ALWAYS;
    }

    boolean tracks()
    {
        return kind == Treatment.TRACKER;
    }

    /** Whether this scope is for this channel. */
    boolean covers(final String scope)
    {
        return always() || scopes.isEmpty() || scopes.stream().anyMatch(path -> isBelow(scope, path));
    }

    /** Whether a message of this scope and priority is for this channel. */
    boolean matches(final String scope, final Priority priority)
    {
        return always() || priority.compareTo(lowest) >= 0 && covers(scope);
    }

    /** Whether a path is another one, or below it; the root has all below it. */
    static boolean isBelow(final String scope, final String path)
    {
        return path.isEmpty() || scope.startsWith(path) && (scope.length() == path.length() || scope.charAt(path.length()) == '/');
    }
}
