package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigExplanationTest
{
    @Test
    void shouldSayWhereEachValueCameFrom()
    {
        final ConfigExplanation explanation = ConfigExplanation.of("f.yaml", """
            latency.alert: 300ms
            scopes:
              binance:
                slippage: { halt: 1% }
              binance/maker-1: { tags: [aggressive] }
            """, "production", (name) -> null);

        assertThat(explanation.presetNamed()).isFalse();
        assertThat(explanation.config().preset()).isEqualTo("production");
        assertThat(explanation.rows()).contains(
            new ConfigExplanation.Row("", "preset", "production", "preset production", false),
            new ConfigExplanation.Row("", "latency.alert", "300ms", "f.yaml:1", true),
            new ConfigExplanation.Row("", "engine.stale-limit", "100ms", "preset production", false),
            new ConfigExplanation.Row("", "failure-rate.halt", "60%", "preset production", false),
            new ConfigExplanation.Row("", "slippage.halt", "0.5%", "preset production", false),
            new ConfigExplanation.Row("binance", "slippage.halt", "1%", "f.yaml:4 (scopes.binance)", true),
            new ConfigExplanation.Row("binance/maker-1", "slippage.halt", "1%", "f.yaml:4 (scopes.binance)", false),
            new ConfigExplanation.Row("binance/maker-1", "latency.alert", "300ms", "f.yaml:1", false),
            new ConfigExplanation.Row("binance/maker-1", "tags", "[aggressive]", "f.yaml:5 (scopes.binance/maker-1)", true));
        assertThat(explanation.rows()).filteredOn((row) -> row.scope().isEmpty()).hasSameSizeAs(ConfigSchema.keys());
        assertThat(explanation.rows()).filteredOn((row) -> row.scope().equals("binance")).hasSameSizeAs(ConfigSchema.scopedKeys());
        assertThat(ConfigExplanation.of("f", "preset: production", "default", (name) -> null).presetNamed()).isTrue();
    }
}
