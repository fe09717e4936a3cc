package io.interlock.console.metrics;

import io.interlock.config.BreakerConfig;
import io.interlock.console.api.EngineView;
import io.interlock.console.api.HealthStatus;
import io.interlock.console.api.ServiceStatus;
import io.interlock.console.http.StreamCounts;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.ScopeStatus;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was asked of an engine for one scrape: its status once, which is all that the breaker thread does for it.
 *
 * <p>Threading: one thread.
 */
final class Scrape
{
    private static final char REPLACEMENT = '\uFFFD';

    private final EngineStatus status;
    private final ServiceStatus service;
    private final HealthStatus health;
    private final List<ChannelStatus> channels;
    private final List<OpenNotice> notices;
    private final BreakerConfig config;
    private final Map<Verdict, Long> verdicts = new TreeMap<>();
    private final CostHistogram.Snapshot cost;
    private final StreamCounts streams;
    /** Of scopes whose path is no text: almost always empty. */
    private final Map<String, String> renamed = new HashMap<>();

    /** What orders of one scope met. */
    record Verdict(String scope, boolean allowed, String reason) implements Comparable<Verdict>
    {
        @Override
        public int compareTo(final Verdict other)
        {
            final int scopes = scope.compareTo(other.scope);
            final int outcomes = scopes != 0 ? scopes : Boolean.compare(other.allowed, allowed);
            return outcomes != 0 ? outcomes : reason.compareTo(other.reason);
        }
    }

    Scrape(final MetricsContext context)
    {
        status = context.view().status();
        service = context.view().service();
        health = context.view().health();
        final List<ChannelStatus> known = context.view().channels();
        channels = known == null ? List.of() : known;
        // Of an engine in another process only those are known that nobody has acknowledged.
        notices = EngineView.ATTACHED.equals(context.view().source()) ? null : context.view().notices();
        config = context.config().get();
        cost = context.cost() == null ? null : context.cost().sample();
        streams = context.streams().get();
        rename();
        for (final VerdictCounts gateway : context.verdicts().get())
        {
            // Two gateways may guard one scope.
            gateway.verdicts((scope, allowed, reason, count) -> verdicts.merge(new Verdict(scope, allowed, reason), count, Long::sum));
        }
    }

    /**
     * A path may hold half a character, which UTF-8 has no bytes for. Where two such paths would look alike, each gets a number: one sample
     * that comes twice makes Prometheus refuse the whole scrape.
     */
    private void rename()
    {
        final List<String> broken = status.scopes().stream().map(ScopeStatus::path).filter(Scrape::isBroken).toList();
        if (broken.isEmpty())
        {
            return;
        }
        final Set<String> taken = new HashSet<>();
        status.scopes().forEach(scope -> taken.add(scope.path()));
        final Map<String, Integer> numbers = new HashMap<>();
        for (final String path : broken)
        {
            final String mended = mended(path);
            String label = mended;
            while (!taken.add(label))
            {
                label = mended + REPLACEMENT + numbers.merge(mended, 1, Integer::sum);
            }
            renamed.put(path, label);
        }
    }

    private static boolean isBroken(final String path)
    {
        return path.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static String mended(final String path)
    {
        final StringBuilder text = new StringBuilder();
        path.codePoints().map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point)
            .forEach(text::appendCodePoint);
        return text.toString();
    }

    /** The label of a scope: its path. */
    String label(final ScopeStatus scope)
    {
        return label(scope.path());
    }

    String label(final String path)
    {
        return renamed.isEmpty() ? path : renamed.getOrDefault(path, path);
    }

    EngineStatus status()
    {
        return status;
    }

    ServiceStatus service()
    {
        return service;
    }

    /** Null where it is not known. */
    HealthStatus health()
    {
        return health;
    }

    List<ChannelStatus> channels()
    {
        return channels;
    }

    /** Null where they are not known. */
    List<OpenNotice> notices()
    {
        return notices;
    }

    /** Null where nobody knows it. */
    BreakerConfig config()
    {
        return config;
    }

    Map<Verdict, Long> verdicts()
    {
        return verdicts;
    }

    /** Null where there is no server. */
    StreamCounts streams()
    {
        return streams;
    }

    /** Null where there is none. */
    CostHistogram.Snapshot cost()
    {
        return cost;
    }
}
