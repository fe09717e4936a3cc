package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written of a configuration is that configuration when it is read. */
class ConfigYamlTest
{
    static final List<String> PRESETS = Presets.NAMES;

    private static BreakerConfig read(final String yaml)
    {
        return ConfigLoader.load("written.yaml", yaml, (name) -> null);
    }

    private static ScopeConfig orders(final ScopeConfig from, final ThrottleConfig throttle, final String... tags)
    {
        return new ScopeConfig(from.latency(), from.slippage(), from.failures(), from.failureRate(), from.loss(), from.recovery(),
            new ScopeConfig.OrderPolicy(throttle, from.policy().shutdown(), Set.of(tags)));
    }

    @ParameterizedTest
    @FieldSource("PRESETS")
    void shouldWriteAPresetWithEveryKey(final String preset)
    {
        final String yaml = ConfigYaml.of(ConfigLoader.preset(preset));

        assertThat(read(yaml)).isEqualTo(ConfigLoader.preset(preset));
        assertThat(ConfigExplanation.of("written.yaml", yaml, "aggressive", (name) -> null).rows()).hasSameSizeAs(ConfigSchema.keys())
            .allSatisfy((row) -> assertThat(row.own()).as(row.key()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/dist/conf/interlock.yaml", "src/main/resources/io/interlock/cli/demo/demo.yaml"})
    void shouldWriteTheExamples(final String file)
    {
        final BreakerConfig config = ConfigLoader.load(Path.of("../engine/cli", file), "production", (name) -> null);

        assertThat(read(ConfigYaml.of(config))).isEqualTo(config);
    }

    @Test
    void shouldWriteTheSameWordsInEveryProcess()
    {
        final BreakerConfig config = ConfigLoader.load("f.yaml", """
            preset: production
            latency.alert: 1500us
            scopes:
              b/c: { slippage: { halt: 1.0000001% }, tags: [fast, aggressive, "null"] }
              a: { latency: { alert: 1ns, confirmations: 2 } }
              a/b: { latency: { alert: 1ns, confirmations: 1 }, tags: [] }
              b: {}
            """);

        assertThat(ConfigYaml.of(config)).isEqualTo("""
            preset: production
            latency: {alert: 1500us, throttle: 1s, halt: 3s, confirmations: 1}
            slippage: {alert: 0.1%, throttle: 0.3%, halt: 0.5%}
            failures: {alert: 2, throttle: 3, halt: 5, shutdown: 10}
            failure-rate: {throttle: 30%, halt: 60%, window: 5m, min-orders: 10}
            loss: {halt: 5%, window: 5m}
            cooldown: {alert: 1m, throttle: 5m, halt: 15m}
            recovery: {mode: stepwise, evidence: 3}
            halt.confirm: yes
            throttle: {confidence: 0.7, size-factor: 0.5}
            shutdown.flatten: no
            tags: []
            journal: {on-failure: halt, inputs: on, key-file: none, keep-days: 400, keep-mib: 8192, roll-mib: 128, low-space-mib: 256, \
            inputs-keep-days: 30, inputs-keep-mib: 4096, inputs-roll-mib: 64}
            engine: {stale-limit: 100ms, ring-size: 65536, max-scopes: 4096, wait-strategy: adaptive, lanes: on}
            health: {heap: 95%, heap-issue: 85%, descriptors: 98%, descriptors-issue: 80%, disk: off, disk-issue: 64MiB, \
            threads: on, out-of-memory: on, looks: 5}
            gateway: {throttle: cut, confidence-tag: 9100, price-tag: 9101}
            console: {port: none, bind: 127.0.0.1, tls.certificate-file: none, tls.key-file: none, allowed-hosts: [], \
            allowed-origins: [], max-connections: 512, attempts-per-minute: 10, two-person: off}
            notifications: {group-wait: 5s, repeat: 4h, redeliver: 1d, escalate-repeat: 5m, templates: none, runbook: none}
            scopes:
              "a": {latency: {alert: 1ns, confirmations: 2}}
              "a/b": {latency.confirmations: 1}
              "b": {}
              "b/c": {slippage.halt: 1.0000001%, tags: [aggressive, fast, null]}
            """);
        assertThat(read(ConfigYaml.of(config))).isEqualTo(config);
    }

    @Test
    void shouldWriteWhatCodeMadeOfAnyValuesAndNames()
    {
        final long seed = 20_261_126L;
        final RandomConfigs configs = new RandomConfigs(new SplittableRandom(seed));
        final Map<String, Set<String>> seen = new HashMap<>();
        final int configurations = Boolean.getBoolean("interlock.nightly") ? 3_000 : 800;
        int made = 0;
        for (int i = 0; i < configurations; i++)
        {
            final BreakerConfigBuilder builder = configs.next();
            final String number = "seed " + seed + ", number " + i;
            final BreakerConfig config = built(builder, number);
            if (config != null)
            {
                made++;
                judge(config, number);
                builder.explain().rows().forEach((row) -> seen
                    .computeIfAbsent((row.scope().isEmpty() ? "" : "scopes.") + row.key(), (key) -> new HashSet<>()).add(row.value()));
            }
        }
        assertThat(made).as("seed %d", seed).isGreaterThan(configurations * 2 / 3);
        assertThat(seen).as("each key of the engine and of a section")
            .hasSize(ConfigSchema.keys().size() + ConfigSchema.scopedKeys().size())
            .allSatisfy((key, values) -> assertThat(values).as(key).hasSizeGreaterThan(1));
    }

    /** Null where thresholds happen to fall from one level to the next. */
    private static BreakerConfig built(final BreakerConfigBuilder builder, final String number)
    {
        try
        {
            return builder.build();
        }
        catch (final ConfigException falling)
        {
            assertThat(falling.errors()).as(number)
                .allSatisfy((error) -> assertThat(error.message()).containsAnyOf("is above", "is below", "already"));
            return null;
        }
    }

    private static void judge(final BreakerConfig config, final String number)
    {
        final String yaml = ConfigYaml.of(config);
        final BreakerConfig read = read(yaml);

        assertThat(read).as("%s:%n%s", number, yaml).isEqualTo(config);
        assertThat(ConfigYaml.of(read)).as(number).isEqualTo(yaml);
        assertThat(new String(yaml.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)).as(number).isEqualTo(yaml);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "${HOME}", "${", "${NOT A NAME}", "$${HOME}", "${INTERLOCK_ITSELF:-${}", "#", ": ", "\"", "'", "\\", "\\u0041", "a, b: {c", "- x",
        "null", "~", "<<", "x.latency.alert", " blank at both ends ", "a\u2028b", "\uFEFF", "\uD83D\uDE00", "\uD800", "\uD800/\uDC00"})
    void shouldTakeAPathOfAScopeAsItStands(final String path)
    {
        final BreakerConfig config = BreakerConfig.builder().scope(path, (s) -> s.set("latency.alert", "1ns").tag("fast")).build();

        assertThat(ConfigLoader.load("f", ConfigYaml.of(config), Map.of("HOME", "/root")::get)).isEqualTo(config);
        assertThat(config.sections()).containsOnlyKeys("", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/no/such/file", "/${HOME}/key", "/${", "/$${{HOME}}}", "/${HOME:-x}${INTERLOCK_ITSELF:-${}", "/a b/# c: d", "/\"'\\",
        "/a\nb\tc\u0007"})
    void shouldNameTheKeyFileAsItStandsAndNeedNone(final String file)
    {
        final BreakerConfig config = BreakerConfig.builder().set("journal.key-file", file).build();

        assertThat(Path.of(file)).doesNotExist();
        assertThat(ConfigLoader.load("f", ConfigYaml.of(config), Map.of("HOME", "/root")::get)).isEqualTo(config);
        assertThat(config.journal().files().keyFile()).isEqualTo(file);
    }

    @Test
    void shouldRefuseByNameWhatNoFileCouldSay()
    {
        final BreakerConfig base = ConfigLoader.preset("default");
        final ScopeConfig root = base.scope("");
        final ScopeConfig falling = orders(
            new ScopeConfig(new LatencyConfig(2, 1, 0, 1), root.slippage(), root.failures(), root.failureRate(),
                new LossConfig(1_000_000_001, 300), root.recovery(), root.policy()),
            new ThrottleConfig(Double.NaN, 1e-7), "fast ", "#");
        final ScopeConfig negative = orders(root, new ThrottleConfig(-0.0, 0.5));
        final JournalConfig journal = new JournalConfig(
            null, true, new JournalFiles("/key ", 0, 8_192, 128, 256), new InputFiles(30, 127, 64));
        final BreakerConfig config = new BreakerConfig("test", base.engine(), journal, base.gateway(),
            Map.of("", root, "a", falling, "b", negative, "a//b", root, "c\nd", root));

        assertThat(errors(config)).satisfiesExactlyInAnyOrder(
            (e) -> assertThat(e).startsWith("preset: 'test' is not a preset"),
            (e) -> assertThat(e).startsWith("journal.on-failure: has no value; allowed is one of throttle, halt"),
            (e) -> assertThat(e).startsWith("journal.key-file: '/key ' would be read again as '/key'; allowed is the absolute path"),
            (e) -> assertThat(e).startsWith("journal.keep-days: '0' is out of range"),
            (e) -> assertThat(e).startsWith("journal.inputs-keep-mib: '127' is below twice journal.inputs-roll-mib, which is 64 (code)"),
            (e) -> assertThat(e).startsWith("scopes.a.latency.halt: '0s' is out of range"),
            (e) -> assertThat(e).startsWith("scopes.a.latency.throttle: '1ns' is below latency.alert, which is 2ns (code (scopes.a))"),
            (e) -> assertThat(e).startsWith("scopes.a.loss.halt: '100.0000001%' is out of range"),
            (e) -> assertThat(e).startsWith("scopes.a.throttle.confidence: 'NaN' is not a number"),
            (e) -> assertThat(e).startsWith("scopes.a.throttle.size-factor: '0.0000001' has more than six decimals"),
            (e) -> assertThat(e).startsWith("scopes.a.tags: '#' is not a tag"),
            (e) -> assertThat(e).startsWith("scopes.b.throttle.confidence: '-0.0' would be read again as '0.0'"),
            (e) -> assertThat(e).startsWith("scopes.a//b: the scope path 'a//b' has an empty part"),
            (e) -> assertThat(e).startsWith("scopes.c d: the scope path 'c d' has a control character"));
    }

    @Test
    void shouldRefuseTagsThatWouldChange()
    {
        final BreakerConfig base = ConfigLoader.preset("default");
        final ScopeConfig root = base.scope("");
        final ScopeConfig tagged = orders(root, root.policy().throttle(), "fast ");
        final BreakerConfig config =
            new BreakerConfig(base.preset(), base.engine(), base.journal(), base.gateway(), Map.of("", tagged));

        assertThat(errors(config)).singleElement().asString()
            .startsWith("tags: '[fast ]' would be read again as '[fast]'; allowed is a list of tags");
    }

    @Test
    void shouldRefuseMoreSectionsThanALoaderReads()
    {
        final BreakerConfigBuilder builder = BreakerConfig.builder();
        for (int i = 0; i < 12_000; i++)
        {
            builder.scope("a-scope-of-a-path-that-is-a-little-long/" + i, (s) -> s.set("loss.halt", "1%").set("failures.halt", 4));
        }
        final BreakerConfig config = builder.build();

        assertThatThrownBy(() -> ConfigYaml.of(config)).isInstanceOf(ConfigException.class)
            .hasMessage("the configuration as YAML: is too large; at most 1000000 characters are allowed");
    }

    @Test
    void shouldTellSetsInOneOrder()
    {
        final List<String> tags = List.of("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9");
        final Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < tags.size(); i++)
        {
            final List<String> turned = new ArrayList<>(tags.subList(i, tags.size()));
            turned.addAll(tags.subList(0, i));
            final BreakerConfigBuilder builder = BreakerConfig.builder().set("tags", turned);
            turned.forEach((path) -> builder.scope(path, (s) -> s.set("tags", turned)));
            texts.add(ConfigYaml.of(builder.build()));
        }
        assertThat(texts).singleElement().asString().contains("tags: [t1, t2, t3, t4, t5, t6, t7, t8, t9]");
    }

    private static List<String> errors(final BreakerConfig config)
    {
        final ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> ConfigYaml.of(config));
        assertThat(thrown).as("no error").isNotNull();
        return thrown.errors().stream().map(ConfigError::format).toList();
    }
}
