package io.interlock.console.metrics;

import io.interlock.config.BreakerConfig;
import io.interlock.console.api.EngineView;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What metrics are made of. Immutable.
 *
 * @param view     what the engine tells.
 * @param config   the configuration in effect, asked at each scrape; its answer is null where nobody knows it: then there are no distances.
 * @param verdicts what gateways count, asked at each scrape.
 * @param cost     of a check; null where there is no gate in this process.
 */
public record MetricsContext(
    EngineView view, Supplier<BreakerConfig> config, Supplier<List<VerdictCounts>> verdicts, GateCost cost)
{
    /** Names what is missing. */
    public MetricsContext
    {
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(verdicts, "verdicts");
    }

    /**
     * Of what an engine tells alone.
     *
     * @param view as above.
     * @return without distances, verdicts and costs.
     */
    public static MetricsContext of(final EngineView view)
    {
        return new MetricsContext(view, () -> null, List::of, null);
    }
}
