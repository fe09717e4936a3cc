package io.interlock.console.metrics;

import io.interlock.core.port.EngineClock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same metrics for a host that has Micrometer. They are called as in the text, in Micrometer's way: {@code interlock.heartbeat.age}
 * with the base unit seconds, which its Prometheus registry makes {@code interlock_heartbeat_age_seconds} of again. The histogram of the
 * gate is a timer of count and total here, without buckets. Nothing else in Interlock needs Micrometer on the class path.
 *
 * <p>It has no thread: reading a meter scrapes the engine again once what is known is older than {@link #LASTS_NS}, on the thread that
 * reads; what is new then (a scope, a cause) is a meter from then on, and what is gone is one no more.
 *
 * <p>Threading: any thread but a trading one.
 */
public final class InterlockMeterBinder implements MeterBinder
{
    static final long LASTS_NS = 1_000_000_000L;

    private static final String COUNTED = "_total";
    private static final List<String> UNITS = List.of("seconds", "ratio");

    private final MetricsContext context;
    private final EngineClock clock;

    /**
     * Of one engine.
     *
     * @param context what metrics are made of.
     */
    public InterlockMeterBinder(final MetricsContext context)
    {
        this(context, EngineClock.SYSTEM);
    }

    InterlockMeterBinder(final MetricsContext context, final EngineClock clock)
    {
        this.context = context;
        this.clock = clock;
    }

    @Override
    public void bindTo(final MeterRegistry registry)
    {
        new Bound(context, clock, registry).refresh();
    }

    /** One sample: which metric, and the values of its labels. */
    private record Key(MetricFamily family, List<String> labels)
    {
    }

    /** What is bound to one registry, which holds it. */
    private static final class Bound
    {
        private final MetricsContext context;
        private final EngineClock clock;
        private final MeterRegistry registry;
        private final Map<Key, Meter> meters = new HashMap<>();
        private final Map<Key, Double> values = new ConcurrentHashMap<>();
        private final AtomicLong knownNs = new AtomicLong();
        private volatile CostHistogram.Snapshot cost;

        Bound(final MetricsContext context, final EngineClock clock, final MeterRegistry registry)
        {
            this.context = context;
            this.clock = clock;
            this.registry = registry;
        }

        synchronized void refresh()
        {
            knownNs.set(clock.nanoTime());
            final Scrape scrape = new Scrape(context);
            final Set<Key> now = new HashSet<>();
            for (final MetricFamily family : MetricCatalog.families())
            {
                family.tell(scrape, new Known(family, now));
            }
            for (final Key gone : new ArrayList<>(meters.keySet()))
            {
                // Counters stay as they were where the breaker thread does not answer: one that is gone comes back as a restart.
                if (!now.contains(gone) && gone.family().type() == MetricType.GAUGE)
                {
                    registry.remove(meters.remove(gone));
                    values.remove(gone);
                }
            }
        }

        /** Threads that read at once scrape once. */
        private double value(final Key key)
        {
            refreshWhereOld();
            return values.getOrDefault(key, Double.NaN);
        }

        private void refreshWhereOld()
        {
            final long known = knownNs.get();
            final long nowNs = clock.nanoTime();
            if (nowNs - known >= LASTS_NS && knownNs.compareAndSet(known, nowNs))
            {
                refresh();
            }
        }

        private Meter meter(final Key key)
        {
            final MetricFamily family = key.family();
            Tags tags = Tags.empty();
            for (int i = 0; i < key.labels().size(); i++)
            {
                tags = tags.and(family.labels().get(i), key.labels().get(i));
            }
            final String unit = unit(family);
            return switch (family.type())
            {
                case COUNTER -> FunctionCounter.builder(name(family), this, bound -> bound.value(key))
                    .tags(tags).baseUnit(unit).description(family.help()).register(registry);
                case GAUGE -> Gauge.builder(name(family), this, bound -> bound.value(key))
                    .tags(tags).baseUnit(unit).description(family.help()).strongReference(true).register(registry);
                default -> FunctionTimer.builder(name(family), this, Bound::count, Bound::total, TimeUnit.SECONDS)
                    .tags(tags).description(family.help()).register(registry);
            };
        }

        private long count()
        {
            refreshWhereOld();
            return cost.count();
        }

        private double total()
        {
            return cost.sum();
        }

        /** What one metric is now. */
        private final class Known implements MetricSink
        {
            private final MetricFamily family;
            private final Set<Key> now;

            Known(final MetricFamily family, final Set<Key> now)
            {
                this.family = family;
                this.now = now;
            }

            @Override
            public void sample(final double value, final String... labels)
            {
                final Key key = new Key(family, List.of(labels));
                values.put(key, value);
                known(key);
            }

            @Override
            public void histogram(final CostHistogram.Snapshot value, final String... labels)
            {
                cost = value;
                known(new Key(family, List.of(labels)));
            }

            private void known(final Key key)
            {
                now.add(key);
                meters.computeIfAbsent(key, Bound.this::meter);
            }
        }
    }

    private static String unit(final MetricFamily family)
    {
        return UNITS.stream().filter(unit -> bare(family).endsWith("_" + unit)).findFirst().orElse(null);
    }

    private static String bare(final MetricFamily family)
    {
        final String name = family.name();
        return name.endsWith(COUNTED) ? name.substring(0, name.length() - COUNTED.length()) : name;
    }

    private static String name(final MetricFamily family)
    {
        final String unit = unit(family);
        final String name = bare(family);
        return (unit == null ? name : name.substring(0, name.length() - unit.length() - 1)).replace('_', '.');
    }
}
