package io.interlock.console.metrics;

import java.util.ArrayList;
import java.util.List;

/** All metrics, in the order in which they are told. Threading: pure. */
final class MetricCatalog
{
    private static final List<MetricFamily> ALL = all();

    private MetricCatalog()
    {
    }

    static List<MetricFamily> families()
    {
        return ALL;
    }

    private static List<MetricFamily> all()
    {
        final List<MetricFamily> families = new ArrayList<>(EngineMetrics.engine());
        families.addAll(EngineMetrics.counters());
        families.addAll(EngineMetrics.rings());
        families.addAll(HealthMetrics.families());
        families.addAll(ScopeMetrics.families());
        families.addAll(NoticeMetrics.families());
        return List.copyOf(families);
    }
}
