package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** The presets against the table of SEMANTICS 6, written out here once more as literals. */
class PresetTest
{
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;
    private static final long PERCENT = 10_000_000L;

    @ParameterizedTest
    @CsvSource({
        "default,      500,  3, 5, 9223372036854775807, DIRECT,   1, false, THROTTLE, false",
        "conservative, 300,  2, 3, 9223372036854775807, DIRECT,   1, false, HALT,     false",
        "aggressive,   1000, 5, 8, 9223372036854775807, DIRECT,   1, false, THROTTLE, false",
        "production,   500,  3, 5, 600000000,           STEPWISE, 3, true,  HALT,     true"
    })
    void shouldHoldWhatTheLawSaysWherePresetsDiffer(final ArgumentsAccessor row)
    {
        final BreakerConfig config = ConfigLoader.preset(row.getString(0));
        final ScopeConfig root = config.scope("");

        assertThat(config.preset()).isEqualTo(row.getString(0));
        assertThat(root.latency()).isEqualTo(new LatencyConfig(row.getLong(1) * MS, 1_000 * MS, 3_000 * MS, 1));
        assertThat(root.failures()).isEqualTo(new FailuresConfig(2, row.getInteger(2), row.getInteger(3), 10));
        assertThat(root.failureRate()).isEqualTo(new FailureRateConfig(30 * PERCENT, row.getLong(4), 300, 10));
        assertThat(root.recovery().rule()).isEqualTo(new RecoveryConfig(RecoveryMode.valueOf(row.getString(5)), row.getInteger(6)));
        assertThat(root.recovery().halt().confirm()).isEqualTo(row.getBoolean(7));
        assertThat(config.journal())
            .isEqualTo(new JournalConfig(JournalConfig.OnFailure.valueOf(row.getString(8)), row.getBoolean(9)));
    }

    @ParameterizedTest
    @CsvSource({"default", "conservative", "aggressive", "production"})
    void shouldHoldWhatTheLawSaysWherePresetsAgree(final String name)
    {
        final BreakerConfig config = ConfigLoader.preset(name);
        final ScopeConfig root = config.scope("any/scope");

        assertThat(root.slippage()).isEqualTo(new SlippageConfig(1_000_000, 3_000_000, 5_000_000));
        assertThat(root.loss()).isEqualTo(new LossConfig(5 * PERCENT, 300));
        assertThat(root.recovery().cooldown()).isEqualTo(new CooldownConfig(60 * S, 300 * S, 900 * S));
        assertThat(root.policy())
            .isEqualTo(new ScopeConfig.OrderPolicy(new ThrottleConfig(0.7, 0.5), new ShutdownConfig(false), Set.of()));
        final boolean strict = name.equals("conservative") || name.equals("production");
        final HealthConfig health = new HealthConfig(
            new HealthConfig.Share(85 * PERCENT, (strict ? 95 : 98) * PERCENT),
            new HealthConfig.Share(80 * PERCENT, strict ? 98 * PERCENT : HealthConfig.Share.OFF),
            new HealthConfig.Room(64L << 20, HealthConfig.Room.OFF), true, true, 5);
        assertThat(config.engine()).isEqualTo(new EngineConfig(100 * MS, 65_536, 4_096, WaitMode.ADAPTIVE, true, health));
        assertThat(config.gateway()).isEqualTo(new GatewayConfig(GatewayConfig.ThrottleMode.CUT, 9100, 9101));
        assertThat(config.sections()).containsOnlyKeys("");
    }

    @Test
    void shouldNameThePresetsThereAreWhenOneIsUnknown()
    {
        assertThatThrownBy(() -> ConfigLoader.preset("prodution"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'prodution' is not a preset (did you mean production?)")
            .hasMessageContaining("default, conservative, aggressive, production");
    }
}
