package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What errors say and where. */
class ConfigErrorTest
{
    static List<String> errors(final String yaml)
    {
        final ConfigException thrown =
            catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load("f.yaml", yaml, (name) -> null));
        assertThat(thrown).as("no error for: %s", yaml).isNotNull();
        return thrown.errors().stream().map(ConfigError::format).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "latency: { alert: 500 }          | 1:19: latency.alert: '500' has no unit (did you mean 500ms or 500s?); allowed is",
        "latency: { alert: 5 parsec }     | 1:19: latency.alert: '5 parsec' has the unknown unit 'parsec'",
        "latency: { alert: 0ms }          | 1:19: latency.alert: '0ms' is out of range; allowed is a duration with its unit from 1ns",
        "latency: { alert: 0.5ns }        | 1:19: latency.alert: '0.5ns' is not a whole number of nanoseconds",
        "latency: { alert: soon }         | 1:19: latency.alert: 'soon' is not a duration",
        "latency.alert: -5ms              | 1:16: latency.alert: '-5ms' is out of range",
        "cooldown.halt: 0s                | 1:16: cooldown.halt: '0s' is out of range",
        "loss.halt: 0.05                  | 1:12: loss.halt: '0.05' has no percent sign (did you mean 0.05%, or as a fraction 5%?)",
        "loss.halt: 0%                    | 1:12: loss.halt: '0%' is out of range; allowed is a percentage above 0% up to 100%",
        "loss.halt: 101%                  | 1:12: loss.halt: '101%' is out of range",
        "slippage.halt: 0.50000001%       | 1:16: slippage.halt: '0.50000001%' has more than seven decimals",
        "failure-rate.halt: never         | 1:20: failure-rate.halt: 'never' is not a percentage; allowed is a percentage from 0% to",
        "failure-rate.window: 1.5s        | 1:22: failure-rate.window: '1.5s' is not a whole number of seconds",
        "loss.window: 61m                 | 1:14: loss.window: '61m' is out of range; allowed is a duration in whole seconds from 1s to 1h",
        "failure-rate.min-orders: 0       | 1:26: failure-rate.min-orders: '0' is out of range",
        "recovery.evidence: 0             | 1:20: recovery.evidence: '0' is out of range",
        "latency.confirmations: 1.5       | 1:24: latency.confirmations: '1.5' is not a whole number",
        "engine.ring-size: 100            | 1:19: engine.ring-size: '100' is not a power of two (next to it are 64 and 128)",
        "engine.ring-size: 32             | 1:19: engine.ring-size: '32' is out of range; allowed is a power of two from 64 to 4194304",
        "engine.max-scopes: 65537         | 1:20: engine.max-scopes: '65537' is out of range",
        "engine.stale-limit: 9ms          | 1:21: engine.stale-limit: '9ms' is out of range; allowed is a duration with its unit from 10ms",
        "engine.wait-strategy: busyspin   | 1:23: engine.wait-strategy: 'busyspin' is unknown (did you mean busy-spin?); allowed is one of",
        "gateway.confidence-tag: 44       | 1:25: gateway.confidence-tag: '44' is out of range",
        "gateway.price-tag: 40000         | 1:20: gateway.price-tag: '40000' is out of range",
        "gateway.price-tag: 9100          | 1:20: gateway.price-tag: '9100' is gateway.confidence-tag already",
        "gateway.confidence-tag: 9101     | 1:25: gateway.confidence-tag: '9101' is gateway.price-tag already",
        "journal.inputs-keep-days: 0      | 1:27: journal.inputs-keep-days: '0' is out of range; allowed is a whole number from 1 to",
        "journal.inputs-keep-mib: 15      | 1:26: journal.inputs-keep-mib: '15' is out of range; allowed is a whole number from 16 to",
        "journal.inputs-roll-mib: 7       | 1:26: journal.inputs-roll-mib: '7' is out of range; allowed is a whole number from 8 to 1024",
        "journal.inputs-roll-mib: 64MiB   | 1:26: journal.inputs-roll-mib: '64MiB' is not a whole number",
        "journal.inputs-keep-mib: 127     | 1:26: journal.inputs-keep-mib: '127' is below twice journal.inputs-roll-mib, which is 64",
        "journal.input-keep-mib: 500      | 1:1: journal.input-keep-mib: is not a key; did you mean journal.inputs-keep-mib?",
        "inputs-keep-days: 5              | 1:1: inputs-keep-days: is not a key; did you mean journal.inputs-keep-days?",
        "scopes: {a: {journal.inputs-keep-days: 5}} | 1:14: scopes.a.journal.inputs-keep-days: belongs to the whole engine, not",
        "throttle.confidence: 70%         | 1:22: throttle.confidence: '70%' is a percentage (did you mean 0.7?)",
        "throttle.size-factor: 0          | 1:23: throttle.size-factor: '0' is out of range; allowed is a number above 0 up to 1",
        "throttle.confidence: 0.1234567   | 1:22: throttle.confidence: '0.1234567' has more than six decimals",
        "halt.confirm: maybe              | 1:15: halt.confirm: 'maybe' is neither yes nor no",
        "tags: [agressive]                | 1:8: tags: 'agressive' is too near to a tag that has a meaning (did you mean aggressive?)",
        "tags: aggressive                 | 1:7: tags: is not a list; allowed is a list of tags such as [aggressive]",
        "latency: { alert: }              | 1:18: latency.alert: has no value",
        "latency: { alert: [1ms] }        | 1:19: latency.alert: takes one value, not a list",
        "latency: 500ms                   | 1:10: latency: needs keys of its own; write latency: { key: value }",
        "preset: prod                     | 1:9: preset: 'prod' is not a preset",
        "preset: producton                | 1:9: preset: 'producton' is not a preset (did you mean production?)",
        "latency.alrt: 5ms                | 1:1: latency.alrt: is not a key; did you mean latency.alert?",
        "latencey: { alert: 5ms }         | 1:1: latencey: is not a key; did you mean latency?",
        "stale-limit: 5ms                 | 1:1: stale-limit: is not a key; did you mean engine.stale-limit?",
        "loss: { wibbly: 1 }              | 1:9: loss.wibbly: is not a key; keys here are halt, window",
        "alert_api_latency_ms: 250        | 1:1: alert_api_latency_ms: is a name of other breakers; write latency.alert: 250ms",
        "halt_loss_pct: 0.05              | 1:1: halt_loss_pct: is a name of other breakers; write loss.halt: 5%",
        "throttle_slippage_pct: 0.3       | 1:1: throttle_slippage_pct: is a name of other breakers; write slippage.throttle: 0.3%",
        "shutdown_consecutive_failures: 9 | 1:1: shutdown_consecutive_failures: is a name of other breakers; write failures.shutdown: 9",
        "halt_cooldown_seconds: 900       | 1:1: halt_cooldown_seconds: is a name of other breakers; write cooldown.halt: 900s",
        "scopes: { a//b: {} }             | 1:11: scopes.a//b: the scope path 'a//b' has an empty part; allowed are parts",
        "scopes: { a: 5 }                 | 1:11: scopes.a: the section of a scope is made of keys with values",
        "scopes: { a: { engine: {} } }    | 1:16: scopes.a.engine: belongs to the whole engine, not to a scope",
        "scopes: { a: { preset: default}} | 1:16: scopes.a.preset: belongs to the whole engine, not to a scope",
        "scopes: { a: { latency.halt: x}} | 1:30: scopes.a.latency.halt: 'x' is not a duration",
        "scopes: { '': { latency.x: 1 } } | 1:17: scopes.\"\".latency.x: is not a key",
        "latency.halt: ${NONE}            | 1:15: latency.halt: the environment variable NONE is not set; set it, or give a default",
        "latency.halt: ${NONE             | 1:15: latency.halt: '${NONE' has ${ without }",
        "[1, 2]                           | 1:1: a configuration is made of keys with values",
        "latency: { alert: 5ms            | ",
        "{ latency: *x }                  | 1:12: malformed YAML",
        "latency: !!java.net.URL x        | 1:10: has a YAML tag",
        "? [a] : b                        | 1:3: has a key that is not a word"
    })
    void shouldSayWhatIsWrongAndWhere(final String yaml, final String expected)
    {
        final List<String> errors = errors(yaml);
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).startsWith("f.yaml:" + (expected == null ? "1:" : expected));
    }

    @Test
    void shouldReportAllErrorsAtOnceInTheOrderOfTheFile()
    {
        assertThat(errors("""
            latency: { alert: 2s }
            losss: { halt: 5% }
            scopes:
              a:
                latency: { halt: 1500ms, throttle: 4s }
                slippage: { alert: 1 }
              a/: {}
            """)).satisfiesExactly(
                (e) -> assertThat(e)
                    .isEqualTo("f.yaml:1:19: latency.alert: '2s' is above latency.throttle, which is 1s (preset default); " +
                    "allowed is at most 1s"),
                (e) -> assertThat(e).startsWith("f.yaml:2:1: losss: is not a key; did you mean loss?"),
                (e) -> assertThat(e).isEqualTo("f.yaml:5:22: scopes.a.latency.halt: '1500ms' is below latency.throttle, which is 4s " +
                    "(f.yaml:5 (scopes.a)); allowed is at least 4s"),
                (e) -> assertThat(e).startsWith("f.yaml:6:24: scopes.a.slippage.alert: '1' has no percent sign"),
                (e) -> assertThat(e).startsWith("f.yaml:7:3: scopes.a/: the scope path 'a/' has an empty part"));
    }

    @Test
    void shouldRefuseAKeyThatIsSetTwice()
    {
        assertThat(errors("loss.halt: 1%\nloss.halt: 2%"))
            .containsExactly("f.yaml:2:1: loss.halt: is set twice; first at line 1, column 1");
        assertThat(errors("loss.halt: 1%\nloss: { halt: 2% }"))
            .containsExactly("f.yaml:2:9: loss.halt: is set twice; first at line 1, column 12");
        assertThat(errors("scopes: { a: {}, a: {} }"))
            .containsExactly("f.yaml:1:18: scopes.a: is set twice; first at line 1, column 11");
    }

    @Test
    void shouldTakeARateThatIsOffAsInfinitelyHigh()
    {
        assertThat(errors("failure-rate: { throttle: off, halt: 60% }")).singleElement().asString()
            .contains("failure-rate.halt: '60%' is below failure-rate.throttle, which is off");
        assertThat(ConfigLoader.load("f", "failure-rate: { throttle: off }").scope("").failureRate().throttlePpb())
            .isEqualTo(FailureRateConfig.OFF);
    }

    @Test
    void shouldJudgeAScopeByWhatItInherits()
    {
        assertThat(errors("scopes: { a: { failures.halt: 4 }, a/b: { failures.throttle: 5 } }"))
            .containsExactly("f.yaml:1:62: scopes.a/b.failures.throttle: '5' is above failures.halt, which is 4 " +
                "(f.yaml:1 (scopes.a)); allowed is at most 4");
        assertThat(ConfigLoader.load("f", "failures: { alert: 3, throttle: 3, halt: 3, shutdown: 3 }").scope("").failures())
            .isEqualTo(new FailuresConfig(3, 3, 3, 3));
    }

    @Test
    void shouldKeepMoreOfTheInputsThanTheFileThatIsWritten()
    {
        assertThat(errors("journal: { inputs-roll-mib: 65, inputs-keep-mib: 129 }")).containsExactly(
            "f.yaml:1:50: journal.inputs-keep-mib: '129' is below twice journal.inputs-roll-mib, which is 65 (f.yaml:1); " +
            "allowed is at least 130");
        final ConfigException thrown = catchThrowableOfType(
            ConfigException.class,
            () -> BreakerConfig.builder().set("journal.inputs-keep-mib", 15).set("journal.inputs-roll-mib", 9).build());
        assertThat(thrown.errors()).as("nothing is concluded from a broken value").singleElement();
        assertThat(ConfigLoader.load("f", "journal: { inputs-roll-mib: 1024, inputs-keep-mib: 2048 }").journal().inputFiles())
            .isEqualTo(new InputFiles(30, 2_048, 1_024));
    }

    @Test
    void shouldConcludeNothingFromAValueThatCannotBeRead()
    {
        assertThat(errors("latency: { alert: 5s, throttle: x, halt: 6s }")).hasSize(1);
    }

    @Test
    void shouldWantTheWholePathOfAKeyFile()
    {
        final ConfigException thrown = catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.load("f.yaml", "journal: { key-file: keys/journal.key }", (name) -> null));
        assertThat(thrown.getMessage()).contains("journal.key-file", "not an absolute path", "or none");
    }
}
