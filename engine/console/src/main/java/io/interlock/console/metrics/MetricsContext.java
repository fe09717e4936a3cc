package io.interlock.console.metrics;

import io.interlock.config.BreakerConfig;
import io.interlock.console.api.EngineView;
import io.interlock.console.http.StreamCounts;
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
 * @param streams  event streams of the server that tells this, asked at each scrape; its answer is null where there is none.
 */
public record MetricsContext(
    EngineView view, Supplier<BreakerConfig> config, Supplier<List<VerdictCounts>> verdicts, GateCost cost,
    Supplier<StreamCounts> streams)
{
    /** Names what is missing. */
    public MetricsContext
    {
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(verdicts, "verdicts");
        Objects.requireNonNull(streams, "streams");
    }

    /**
     * Without event streams.
     *
     * @param view     as above.
     * @param config   as above.
     * @param verdicts as above.
     * @param cost     as above.
     */
    public MetricsContext(
        final EngineView view, final Supplier<BreakerConfig> config, final Supplier<List<VerdictCounts>> verdicts, final GateCost cost)
    {
        this(view, config, verdicts, cost, () -> null);
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
