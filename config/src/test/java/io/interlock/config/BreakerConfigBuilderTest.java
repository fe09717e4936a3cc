package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Code and YAML are two ways to write the same configuration. */
class BreakerConfigBuilderTest
{
    private static final long MS = 1_000_000L;

    // One value for every key, none of them a preset's; thresholds rise, since each is set alone over the default.
    private static final Map<String, String> VALUES = Map.ofEntries(
        Map.entry("preset", "production"),
        Map.entry("latency.alert", "301ms"), Map.entry("latency.throttle", "1001ms"), Map.entry("latency.halt", "3001ms"),
        Map.entry("latency.confirmations", "4"),
        Map.entry("slippage.alert", "0.11%"), Map.entry("slippage.throttle", "0.31%"), Map.entry("slippage.halt", "0.51%"),
        Map.entry("failures.alert", "3"), Map.entry("failures.throttle", "4"), Map.entry("failures.halt", "6"),
        Map.entry("failures.shutdown", "11"),
        Map.entry("failure-rate.throttle", "31%"), Map.entry("failure-rate.halt", "61%"), Map.entry("failure-rate.window", "6m"),
        Map.entry("failure-rate.min-orders", "12"),
        Map.entry("loss.halt", "5.5%"), Map.entry("loss.window", "7m"),
        Map.entry("cooldown.alert", "61s"), Map.entry("cooldown.throttle", "301s"), Map.entry("cooldown.halt", "901s"),
        Map.entry("recovery.mode", "stepwise"), Map.entry("recovery.evidence", "5"), Map.entry("halt.confirm", "yes"),
        Map.entry("throttle.confidence", "0.8"), Map.entry("throttle.size-factor", "0.25"), Map.entry("shutdown.flatten", "yes"),
        Map.entry("journal.on-failure", "halt"), Map.entry("journal.inputs", "on"), Map.entry("journal.key-file", "/etc/interlock.key"),
        Map.entry("journal.keep-days", "30"), Map.entry("journal.keep-mib", "100"), Map.entry("journal.roll-mib", "10"),
        Map.entry("journal.low-space-mib", "64"),
        Map.entry("journal.inputs-keep-days", "7"), Map.entry("journal.inputs-keep-mib", "512"), Map.entry("journal.inputs-roll-mib", "16"),
        Map.entry("engine.stale-limit", "5s"), Map.entry("engine.ring-size", "128"), Map.entry("engine.max-scopes", "17"),
        Map.entry("engine.wait-strategy", "busy-spin"), Map.entry("engine.lanes", "off"),
        Map.entry("health.heap", "90%"), Map.entry("health.heap-issue", "75%"), Map.entry("health.descriptors", "95%"),
        Map.entry("health.descriptors-issue", "75%"), Map.entry("health.disk", "16MiB"), Map.entry("health.disk-issue", "1GiB"),
        Map.entry("health.threads", "off"), Map.entry("health.out-of-memory", "off"), Map.entry("health.looks", "7"),
        Map.entry("gateway.throttle", "refuse"), Map.entry("gateway.confidence-tag", "9200"), Map.entry("gateway.price-tag", "9201"),
        Map.entry("notifications.group-wait", "6s"), Map.entry("notifications.repeat", "off"), Map.entry("notifications.redeliver", "2h"),
        Map.entry("notifications.escalate-repeat", "90s"), Map.entry("notifications.templates", "/etc/interlock/templates"),
        Map.entry("notifications.runbook", "https://wiki.example.com/interlock"),
        Map.entry("console.port", "8080"), Map.entry("console.bind", "127.0.0.2"), Map.entry("console.tls.certificate-file", "/c.pem"),
        Map.entry("console.tls.key-file", "/k.pem"), Map.entry("console.max-connections", "100"),
        Map.entry("console.attempts-per-minute", "5"), Map.entry("console.two-person", "on"));

    // One of these alone is refused.
    private static final List<String> TLS = List.of("console.tls.certificate-file", "console.tls.key-file");

    private static List<String> items(final ConfigKey<?> key)
    {
        return key.name().endsWith("origins") ? List.of("https://a.example", "http://b:1") : List.of("aggressive", "fast");
    }

    static Stream<ConfigKey<?>> keys()
    {
        return ConfigSchema.keys().stream();
    }

    static final List<String> PRESETS = Presets.NAMES;

    private static BreakerConfig yaml(final String text)
    {
        return ConfigLoader.load("f.yaml", text, (name) -> null);
    }

    private static List<String> errors(final BreakerConfigBuilder builder)
    {
        final ConfigException thrown = catchThrowableOfType(ConfigException.class, builder::build);
        assertThat(thrown).as("no error").isNotNull();
        return thrown.errors().stream().map(ConfigError::format).toList();
    }

    private static <B extends SettingsBuilder<B>> void put(final B builder, final ConfigKey<?> key)
    {
        if (key.type().list())
        {
            builder.set(key.name(), items(key));
        }
        else if (TLS.contains(key.name()))
        {
            TLS.forEach((name) -> builder.set(name, VALUES.get(name)));
        }
        else
        {
            builder.set(key.name(), VALUES.get(key.name()));
        }
    }

    private static String written(final ConfigKey<?> key, final String value)
    {
        return TLS.contains(key.name()) ? "console.tls: { certificate-file: /c.pem, key-file: /k.pem }" : key + ": " + value;
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldSetEveryKeyAsYamlDoes(final ConfigKey<?> key)
    {
        final String value = key.type().list() ? items(key).toString() : VALUES.get(key.name());
        assertThat(value).as("no value for %s", key).isNotNull();
        final BreakerConfigBuilder top = BreakerConfig.builder();
        put(top, key);

        assertThat(top.build()).isEqualTo(yaml(written(key, value))).isNotEqualTo(yaml(""));
        if (key.scoped())
        {
            final BreakerConfig scoped = BreakerConfig.builder().scope("a/b", (s) -> put(s, key)).build();
            assertThat(scoped).isEqualTo(yaml("scopes: { a/b: { " + key + ": " + value + " } }"));
            assertThat(scoped.scope("a/b")).isNotEqualTo(scoped.scope("a"));
        }
    }

    @ParameterizedTest
    @FieldSource("PRESETS")
    void shouldStartFromAnyPreset(final String preset)
    {
        assertThat(BreakerConfig.builder(preset).build()).isEqualTo(ConfigLoader.preset(preset));
    }

    @Test
    void shouldTakeTypedValues()
    {
        final BreakerConfig config = BreakerConfig.builder("production")
            .set("latency.alert", Duration.ofMillis(300))
            .set("latency.confirmations", 2)
            .set("throttle.confidence", 0.75)
            .set("halt.confirm", false)
            .set("recovery.mode", RecoveryMode.DIRECT)
            .set("engine.wait-strategy", WaitMode.BUSY_SPIN)
            .scope("binance", (s) -> s.set("slippage.halt", "1%").tag("aggressive"))
            .scope("binance", (s) -> s.tag("fast", "far"))
            .build();

        assertThat(config).isEqualTo(yaml("""
            preset: production
            latency: { alert: 300ms, confirmations: 2 }
            throttle.confidence: 0.75
            halt.confirm: no
            recovery.mode: direct
            engine.wait-strategy: busy-spin
            scopes: { binance: { slippage.halt: 1%, tags: [aggressive, fast, far] } }
            """));
        assertThat(config.scope("binance/x").latency().alertNs()).isEqualTo(300 * MS);
    }

    @Test
    void shouldTellEveryErrorAtOnceEachWithItsKeyAndWhatIsAllowed()
    {
        final BreakerConfigBuilder builder = BreakerConfig.builder("producton")
            .set("latency.alrt", "300ms")
            .set("latency.halt", 3000)
            .set("loss.halt", 0.05)
            .set("failures", "3")
            .set("halt_loss_pct", "0.05")
            .set("cooldown.halt", Duration.ofDays(400_000))
            .set("throttle.confidence", Double.NaN)
            .set("slippage.alert", "0.4%")
            .set("scopes.a.latency.alert", "1ms")
            .set("wibbly", "1")
            .scope("a", (s) -> s.set("engine.ring-size", 64).tag("agressive"))
            .scope("a//b", (s) -> s.set("latency.thrtle", "1s"));

        assertThat(errors(builder)).satisfiesExactly(
            (e) -> assertThat(e).startsWith("preset: 'producton' is not a preset (did you mean production?); allowed is one of"),
            (e) -> assertThat(e).isEqualTo("latency.alrt: is not a key; did you mean latency.alert?"),
            (e) -> assertThat(e).startsWith("latency.halt: '3000' has no unit (did you mean 3000ms or 3000s?); allowed is"),
            (e) -> assertThat(e).startsWith("loss.halt: '0.05' has no percent sign (did you mean 0.05%, or as a fraction 5%?)"),
            (e) -> assertThat(e).isEqualTo("failures: has keys of its own and no value; keys here are alert, halt, shutdown, throttle"),
            (e) -> assertThat(e).isEqualTo("halt_loss_pct: is a name of other breakers; write loss.halt: 5%"),
            (e) -> assertThat(e).startsWith("cooldown.halt: '34560000000000000000ns' is out of range; allowed is a duration"),
            (e) -> assertThat(e).startsWith("throttle.confidence: 'NaN' is not a number; allowed is a number from 0 to 1"),
            (e) -> assertThat(e).startsWith("scopes.a.latency.alert: is set through the scope; call scope("),
            (e) -> assertThat(e).startsWith("wibbly: is not a key; keys here are "),
            (e) -> assertThat(e).startsWith("scopes.a.engine.ring-size: belongs to the whole engine, not to a scope"),
            (e) -> assertThat(e).startsWith("scopes.a.tags: 'agressive' is too near to a tag that has a meaning (did you mean"),
            (e) -> assertThat(e).startsWith("scopes.a//b: the scope path 'a//b' has an empty part; allowed are parts"),
            (e) -> assertThat(e).isEqualTo("scopes.a//b.latency.thrtle: is not a key; did you mean latency.throttle?"),
            (e) -> assertThat(e).isEqualTo("slippage.alert: '0.4%' is above slippage.throttle, which is 0.3% (preset default); " +
                "allowed is at most 0.3%"));
        assertThat(errors(builder)).as("built again").hasSize(15);
    }

    @Test
    void shouldKeepTheValueInTheErrorWithoutAFile()
    {
        final ConfigException thrown =
            catchThrowableOfType(ConfigException.class, () -> BreakerConfig.builder().set("latencey.alert", "5ms").build());

        assertThat(thrown.errors()).containsExactly(
            new ConfigError("", 0, 0, "latencey.alert", "5ms", "is not a key", "did you mean latency.alert?"));
    }

    @Test
    void shouldRefuseWhatIsSetTwiceOrNotAtAll()
    {
        final String none = null;
        assertThat(errors(BreakerConfig.builder()
            .set("loss.halt", "1%").set("loss.halt", "2%")
            .set("latency.alert", none).set("latency.halt", " ").set("tags", "aggressive").set("journal.inputs", List.of("on"))
            .scope("a", (s) -> s.set("loss.halt", "x")).scope("a", (s) -> s.set("loss.halt", "2%")))).satisfiesExactly(
                (e) -> assertThat(e).isEqualTo("loss.halt: is set twice; first to 1%"),
                (e) -> assertThat(e).startsWith("latency.alert: has no value; allowed is"),
                (e) -> assertThat(e).startsWith("latency.halt: has no value; allowed is"),
                (e) -> assertThat(e).startsWith("tags: is not a list; allowed is"),
                (e) -> assertThat(e).startsWith("journal.inputs: takes one value, not a list; allowed is"),
                (e) -> assertThat(e).startsWith("scopes.a.loss.halt: 'x' is not a percentage"),
                (e) -> assertThat(e).isEqualTo("scopes.a.loss.halt: is set twice; set it once"));
    }

    @Test
    void shouldTakeATextAsItStands()
    {
        assertThat(errors(BreakerConfig.builder().set("latency.alert", "${ALERT}"))).singleElement().asString()
            .startsWith("latency.alert: '${ALERT}' is not a duration");
    }

    @Test
    void shouldSayThatAValueCameFromCode()
    {
        final ConfigExplanation explanation = BreakerConfig.builder("production").set("latency.alert", "300ms")
            .scope("a", (s) -> s.set("loss.halt", "2%")).explain();

        assertThat(explanation.presetNamed()).isTrue();
        assertThat(explanation.rows()).contains(
            new ConfigExplanation.Row("", "latency.alert", "300ms", "code", true),
            new ConfigExplanation.Row("a", "loss.halt", "2%", "code (scopes.a)", true),
            new ConfigExplanation.Row("a", "loss.window", "5m", "preset production", false));
    }

    @Test
    void shouldNotChangeWhatWasBuiltBefore()
    {
        final BreakerConfigBuilder builder = BreakerConfig.builder().scope("a", (s) -> s.tag("fast"));
        final BreakerConfig first = builder.build();
        final Set<String> tags = new HashSet<>(first.scope("a").policy().tags());
        builder.scope("a", (s) -> s.tag("far")).scope("b", (s) -> s.tag("near"));

        assertThat(builder.build().scope("a").policy().tags()).containsExactlyInAnyOrder("far", "fast");
        assertThat(first.scope("a").policy().tags()).isEqualTo(tags).containsExactly("fast");
        assertThat(first.sections()).containsOnlyKeys("", "a");
    }
}
