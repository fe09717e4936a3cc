package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadingTest
{
    private static final long MS = 1_000_000L;

    private static BreakerConfig load(final String yaml)
    {
        return ConfigLoader.load("f.yaml", yaml, Map.of("ALERT", "250ms", "EMPTY", "", "MODE", "halt")::get);
    }

    @Test
    void shouldLoadTheSampleOfTheDesign()
    {
        final BreakerConfig config = load("""
            preset: production
            latency: { alert: 300ms, confirmations: 2 }
            scopes:
              binance: { tags: [aggressive], slippage: { halt: 1% } }
            journal: { inputs: on, on-failure: halt }
            """);

        assertThat(config.preset()).isEqualTo("production");
        assertThat(config.scope("").latency()).isEqualTo(new LatencyConfig(300 * MS, 1000 * MS, 3000 * MS, 2));
        assertThat(config.scope("").aggressive()).isFalse();
        assertThat(config.scope("binance").aggressive()).isTrue();
        assertThat(config.scope("binance/maker-1").slippage()).isEqualTo(new SlippageConfig(1_000_000, 3_000_000, 10_000_000));
        assertThat(config.scope("binance").latency().alertNs()).isEqualTo(300 * MS);
        assertThat(config.scope("binance").recovery().halt().confirm()).isTrue();
    }

    @Test
    void shouldMergeKeyByKeyFromTheNearestSectionThatSetsTheKey()
    {
        final BreakerConfig config = load("""
            latency: { alert: 100ms }
            tags: [top]
            scopes:
              "": { latency: { throttle: 900ms } }
              a: { latency: { alert: 200ms }, failures: { shutdown: 20 }, tags: [mine] }
              a/b/c: { latency.halt: 5s }
            """);

        assertThat(config.scope("").latency()).isEqualTo(new LatencyConfig(100 * MS, 900 * MS, 3000 * MS, 1));
        assertThat(config.scope("a/b").latency()).isEqualTo(new LatencyConfig(200 * MS, 900 * MS, 3000 * MS, 1));
        assertThat(config.scope("a/b/c").latency()).isEqualTo(new LatencyConfig(200 * MS, 900 * MS, 5000 * MS, 1));
        assertThat(config.scope("a/b/c").failures().shutdown()).isEqualTo(20);
        assertThat(config.scope("").policy().tags()).isEqualTo(Set.of("top"));
        assertThat(config.scope("a").policy().tags()).isEqualTo(Set.of("mine"));
        assertThat(config.scope("a/b/c").policy().tags()).isEmpty();
    }

    @Test
    void shouldTakeDottedKeysAtAnyPlace()
    {
        final BreakerConfig config = load("""
            latency.alert: 123ms
            engine.ring-size: 128
            scopes.binance.us.latency.alert: 124ms
            scopes.kraken: { latency.alert: 125ms }
            scopes:
              okx.latency.alert: 126ms
              okx.tags: [aggressive]
            """);

        assertThat(config.scope("").latency().alertNs()).isEqualTo(123 * MS);
        assertThat(config.engine().ringSize()).isEqualTo(128);
        assertThat(config.scope("binance.us").latency().alertNs()).isEqualTo(124 * MS);
        assertThat(config.scope("kraken").latency().alertNs()).isEqualTo(125 * MS);
        assertThat(config.scope("okx").latency().alertNs()).isEqualTo(126 * MS);
        assertThat(config.scope("okx").aggressive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "scopes:\n", "latency:\nscopes: {a: }\n", "\uFEFFpreset: default\n"})
    void shouldTakeThePresetWhereNothingIsSet(final String yaml)
    {
        assertThat(load(yaml).scope("a")).isEqualTo(ConfigLoader.preset("default").scope(""));
    }

    @Test
    void shouldTakeTheCallersPresetOnlyWhereTheFileNamesNone()
    {
        assertThat(ConfigLoader.load("f", "", "production", (name) -> null)).isEqualTo(ConfigLoader.preset("production"));
        assertThat(ConfigLoader.load("f", "preset: default", "production", (name) -> null)).isEqualTo(ConfigLoader.preset("default"));
    }

    @Test
    void shouldFillInTheEnvironment()
    {
        final BreakerConfig config = load("""
            latency: { alert: "${ALERT}", throttle: "${NONE:-1}s", halt: '${EMPTY:-4s}' }
            journal.on-failure: ${MODE}
            """);

        assertThat(config.scope("").latency()).isEqualTo(new LatencyConfig(250 * MS, 1000 * MS, 4000 * MS, 1));
        assertThat(config.journal().onFailure()).isEqualTo(JournalConfig.OnFailure.HALT);
    }

    @Test
    void shouldLoadAFile(@TempDir final Path directory) throws IOException
    {
        final Path file = Files.writeString(directory.resolve("c.yaml"), "latency.alert: 7ms");
        assertThat(ConfigLoader.load(file).scope("").latency().alertNs()).isEqualTo(7 * MS);
        assertThat(ConfigLoader.load(file, "production").preset()).isEqualTo("production");
    }

    @Test
    void shouldSayWhyAFileCannotBeRead(@TempDir final Path directory) throws IOException
    {
        final Path text = directory.resolve("latin1.yaml");
        Files.write(text, "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        final Path large = directory.resolve("large.yaml");
        Files.write(large, new byte[10_000_000]);

        assertThatThrownBy(() -> ConfigLoader.load(directory.resolve("none.yaml"))).isInstanceOf(ConfigException.class)
            .hasMessageContaining("none.yaml: does not exist");
        assertThatThrownBy(() -> ConfigLoader.load(directory)).isInstanceOf(ConfigException.class).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> ConfigLoader.load(text)).isInstanceOf(ConfigException.class).hasMessageContaining("is not UTF-8 text");
        assertThatThrownBy(() -> ConfigLoader.load(large)).isInstanceOf(ConfigException.class).hasMessageContaining("is too large");
    }
}
