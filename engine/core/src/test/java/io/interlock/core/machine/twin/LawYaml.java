package io.interlock.core.machine.twin;

import io.interlock.config.BreakerConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.ScopeConfig;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Writes a configuration as the YAML that gives its sections again: each says every key.
 *
 * <p>Threading: stateless.
 */
final class LawYaml
{
    private LawYaml()
    {
    }

    static String of(final BreakerConfig config)
    {
        final StringBuilder yaml = new StringBuilder("scopes:\n");
        new TreeMap<>(config.sections()).forEach((path, section) -> section(yaml.append("  \"").append(path).append("\":\n"), section));
        return yaml.toString();
    }

    private static void section(final StringBuilder yaml, final ScopeConfig of)
    {
        key(yaml, "latency.alert", of.latency().alertNs() + "ns");
        key(yaml, "latency.throttle", of.latency().throttleNs() + "ns");
        key(yaml, "latency.halt", of.latency().haltNs() + "ns");
        key(yaml, "latency.confirmations", of.latency().confirmations());
        key(yaml, "slippage.alert", percent(of.slippage().alertPpb()));
        key(yaml, "slippage.throttle", percent(of.slippage().throttlePpb()));
        key(yaml, "slippage.halt", percent(of.slippage().haltPpb()));
        key(yaml, "failures.alert", of.failures().alert());
        key(yaml, "failures.throttle", of.failures().throttle());
        key(yaml, "failures.halt", of.failures().halt());
        key(yaml, "failures.shutdown", of.failures().shutdown());
        key(yaml, "failure-rate.throttle", percent(of.failureRate().throttlePpb()));
        key(yaml, "failure-rate.halt", percent(of.failureRate().haltPpb()));
        key(yaml, "failure-rate.window", of.failureRate().windowSeconds() + "s");
        key(yaml, "failure-rate.min-orders", of.failureRate().minOrders());
        key(yaml, "loss.halt", percent(of.loss().haltPpb()));
        key(yaml, "loss.window", of.loss().windowSeconds() + "s");
        key(yaml, "cooldown.alert", of.recovery().cooldown().alertNs() + "ns");
        key(yaml, "cooldown.throttle", of.recovery().cooldown().throttleNs() + "ns");
        key(yaml, "cooldown.halt", of.recovery().cooldown().haltNs() + "ns");
        key(yaml, "recovery.mode", of.recovery().rule().mode().name().toLowerCase(Locale.ROOT));
        key(yaml, "recovery.evidence", of.recovery().rule().evidence());
        key(yaml, "halt.confirm", of.recovery().halt().confirm());
        key(yaml, "throttle.confidence", BigDecimal.valueOf(of.policy().throttle().confidence()).toPlainString());
        key(yaml, "throttle.size-factor", BigDecimal.valueOf(of.policy().throttle().sizeFactor()).toPlainString());
        key(yaml, "shutdown.flatten", of.policy().shutdown().flatten());
        key(yaml, "tags", of.policy().tags());
    }

    private static void key(final StringBuilder yaml, final String key, final Object value)
    {
        yaml.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private static String percent(final long ppb)
    {
        return ppb == FailureRateConfig.OFF ? "off" : BigDecimal.valueOf(ppb, 7).toPlainString() + "%";
    }
}
