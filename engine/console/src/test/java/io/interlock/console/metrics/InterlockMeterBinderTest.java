package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.engine.DrivenEngine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same metrics in Micrometer. */
class InterlockMeterBinderTest
{
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DrivenEngine.Clock clock = new DrivenEngine.Clock();

    private void bind(final MetricsRig rig)
    {
        new InterlockMeterBinder(rig.context(), clock).bindTo(registry);
    }

    /** As Micrometer's registry for Prometheus names a meter. */
    private static String prometheus(final Meter meter)
    {
        String name = meter.getId().getName().replace('.', '_');
        final String unit = meter instanceof FunctionTimer ? "seconds" : meter.getId().getBaseUnit();
        if (unit != null && !name.endsWith("_" + unit))
        {
            name += "_" + unit;
        }
        return meter instanceof FunctionCounter && !name.endsWith("_total") ? name + "_total" : name;
    }

    private static Map<String, String> tags(final Meter meter)
    {
        final Map<String, String> tags = new TreeMap<>();
        meter.getId().getTags().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return tags;
    }

    @Test
    void shouldBindEverySampleOfTheTextUnderItsNameWithItsValue()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            rig.lively();
            bind(rig);
            final Exposition scrape = rig.scrape();
            final Set<String> bound = new HashSet<>();
            int samples = 0;
            for (final Meter meter : registry.getMeters())
            {
                final String name = prometheus(meter);
                bound.add(name);
                if (meter instanceof Gauge gauge)
                {
                    assertThat(gauge.value()).as("%s", meter.getId()).isEqualTo(scrape.all(name).get(tags(meter)));
                    samples++;
                }
                else if (meter instanceof FunctionCounter counter)
                {
                    assertThat(counter.count()).as("%s", meter.getId()).isEqualTo(scrape.all(name).get(tags(meter)));
                    samples++;
                }
                assertThat(meter.getId().getDescription()).isNotBlank();
            }
            assertThat(bound).containsExactlyInAnyOrderElementsOf(scrape.families());
            assertThat(samples).as("all but the histogram's").isEqualTo(scrape.sampleNames().stream()
                .filter(name -> !name.startsWith("interlock_gate_check")).mapToInt(name -> scrape.all(name).size()).sum());
        }
    }

    @Test
    void shouldScrapeAgainOnceWhatIsKnownIsOld()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            bind(rig);
            final FunctionCounter transitions = registry.get("interlock.transitions").functionCounter();
            final Gauge closed = registry.get("interlock.level").tags("scope", "", "level", "CLOSED").gauge();
            rig.engine.root().reporter().apiLatency(600 * MetricsRig.MS);
            rig.engine.scope("late");
            rig.engine.drain();
            clock.pass(InterlockMeterBinder.LASTS_NS - 1);
            assertThat(transitions.count()).isZero();
            assertThat(registry.find("interlock.level").tag("scope", "late").gauges()).isEmpty();
            clock.pass(1);
            assertThat(transitions.count()).isEqualTo(1);
            assertThat(closed.value()).isZero();
            assertThat(registry.find("interlock.level").tag("scope", "late").gauges()).hasSize(5);
        }
    }

    @Test
    void shouldDropAGaugeThatIsGoneAndKeepCountersWhileTheEngineIsStale()
    {
        final MetricsRig rig = new MetricsRig().lively();
        bind(rig);
        final FunctionCounter transitions = registry.get("interlock.transitions").functionCounter();
        final double before = transitions.count();
        assertThat(before).isPositive();
        rig.close();
        clock.pass(InterlockMeterBinder.LASTS_NS);
        assertThat(registry.get("interlock.stale").gauge().value()).isEqualTo(1);
        assertThat(transitions.count()).isEqualTo(before);
        assertThat(registry.find("interlock.distance.to.threshold").gauges()).isEmpty();
    }

    @Test
    void shouldTellTheCostOfAGateAsATimer()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            bind(rig);
            final FunctionTimer cost = registry.get("interlock.gate.check").functionTimer();
            assertThat(cost.count()).isEqualTo(GateCost.BATCHES);
            clock.pass(InterlockMeterBinder.LASTS_NS);
            assertThat(cost.count()).isEqualTo(2 * GateCost.BATCHES);
            assertThat(cost.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        }
    }
}
