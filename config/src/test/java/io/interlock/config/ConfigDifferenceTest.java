package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs between two configurations, which way, and what a running engine can take of it. */
class ConfigDifferenceTest
{
    private static List<String> words(final BreakerConfig before, final BreakerConfig after)
    {
        return ConfigDifference.of(before, after).changes().stream().map(ConfigChange::words).toList();
    }

    private static BreakerConfig yaml(final String text)
    {
        return ConfigLoader.load("test.yaml", text, variable -> null);
    }

    /** To set one would not help: what is sent is never filled in. */
    @Test
    void shouldSayThatWhatIsSentIsNotFilledIn()
    {
        assertThatThrownBy(() -> ConfigLoader.sent("yaml", "latency.alert: ${HOME}\n", "default"))
            .hasMessageContaining("no environment variable is filled in here").hasMessageNotContaining("is not set");
        assertThat(ConfigLoader.sent("yaml", "latency.alert: ${HOME:-300ms}\n", "default")).isEqualTo(yaml("latency.alert: 300ms\n"));
    }

    @Test
    void shouldHaveARowForEveryKey()
    {
        final Set<String> keys = ConfigSchema.keys().stream().map(ConfigKey::name).collect(Collectors.toCollection(LinkedHashSet::new));
        keys.add(ConfigSchema.CHANNELS);
        keys.add(ConfigSchema.ESCALATION);

        assertThat(ReloadTable.rows()).containsOnlyKeys(keys);
        ReloadTable.rows().forEach((key, row) -> assertThat(row.live()).as(key).isEqualTo(row.reason() == null));
    }

    @ParameterizedTest
    @CsvSource({
        "latency.alert,500ms,400ms", "latency.throttle,1s,900ms", "latency.halt,3s,2s", "latency.confirmations,3,2",
        "slippage.alert,0.1%,0.05%", "slippage.throttle,0.3%,0.2%", "slippage.halt,0.5%,0.4%",
        "failures.alert,2,1", "failures.throttle,3,2", "failures.halt,5,4", "failures.shutdown,10,9",
        "failure-rate.throttle,30%,20%", "failure-rate.throttle,off,30%", "failure-rate.halt,off,60%", "failure-rate.min-orders,10,5",
        "loss.halt,5%,4%", "cooldown.alert,60s,61s", "cooldown.throttle,300s,301s", "cooldown.halt,900s,901s",
        "recovery.mode,direct,stepwise", "recovery.evidence,1,3", "throttle.confidence,0.7,0.8",
        "throttle.size-factor,0.5,0.4", "journal.on-failure,throttle,halt",
        "health.heap,98%,95%", "health.heap,off,99%", "health.heap-issue,80%,70%", "health.descriptors,off,98%",
        "health.descriptors-issue,80%,70%", "health.disk,off,16MiB", "health.disk,16MiB,32MiB", "health.disk-issue,64MiB,128MiB",
        "health.threads,off,on", "health.out-of-memory,off,on", "health.looks,5,4"})
    void shouldKnowTheStricterValue(final String key, final String loose, final String tight)
    {
        final String rate = key.equals("failure-rate.throttle") ? "failure-rate.halt: off\n" : "";
        final BreakerConfig looser = yaml(rate + key + ": " + loose + "\n");
        final BreakerConfig tighter = yaml(rate + key + ": " + tight + "\n");

        assertThat(ConfigDifference.of(looser, tighter).changes()).singleElement().satisfies(change ->
        {
            assertThat(change.key()).isEqualTo(key);
            assertThat(change.direction()).isEqualTo(Direction.TIGHTER);
            assertThat(change.live()).isTrue();
        });
        assertThat(ConfigDifference.of(looser, tighter).loosening()).isEmpty();
        assertThat(ConfigDifference.of(tighter, looser).changes()).singleElement()
            .satisfies(change -> assertThat(change.direction()).isEqualTo(Direction.LOOSER));
    }

    @Test
    void shouldTakeWhatNobodyCanWeighForLooser()
    {
        final ConfigDifference flatten = ConfigDifference.of(yaml(""), yaml("shutdown.flatten: yes\n"));

        assertThat(flatten.loosening()).hasSize(1);
        assertThat(words(yaml(""), yaml("shutdown.flatten: yes\n")))
            .containsExactly("shutdown.flatten no -> yes (counts as looser)");
    }

    /** With it a person ends HALT without a healthy sample, without it time does without a person (SEMANTICS 4). */
    @Test
    void shouldTakeAConfirmationForLooserEitherWay()
    {
        assertThat(words(yaml(""), yaml("halt.confirm: yes\n"))).containsExactly("halt.confirm no -> yes (counts as looser)");
        assertThat(words(yaml("halt.confirm: yes\n"), yaml(""))).containsExactly("halt.confirm yes -> no (counts as looser)");
    }

    @Test
    void shouldTakeTheTwoPersonRuleOffNobody()
    {
        assertThat(ConfigDifference.of(yaml("console.two-person: on\n"), yaml("")).refused()).extracting(ConfigChange::words)
            .singleElement().asString().contains("console.two-person on -> off (needs a restart)");
    }

    @Test
    void shouldRefuseByNameWhatIsMadeAtTheStart()
    {
        final ConfigDifference difference = ConfigDifference.of(
            yaml(""), yaml("engine.ring-size: 1024\nloss.window: 60s\nlatency.alert: 400ms\n"));

        assertThat(difference.refused()).extracting(ConfigChange::key).containsExactlyInAnyOrder("engine.ring-size", "loss.window");
        assertThat(difference.words(1_000)).contains("engine.ring-size 65536 -> 1024 (needs a restart)");
    }

    @Test
    void shouldCompareWhatHoldsAndNotWhereItIsWritten()
    {
        final BreakerConfig flat = yaml("latency.alert: 300ms\n");
        final BreakerConfig layered = yaml("preset: conservative\nfailures: {throttle: 3, halt: 5}\njournal.on-failure: throttle\n"
            + "health: {heap: 98%, descriptors: off}\nscopes:\n  a: {latency.alert: 300ms}\n");

        assertThat(words(flat, layered)).containsExactly("preset default -> conservative (the name alone)");
        assertThat(ConfigDifference.of(flat, layered).loosening()).isEmpty();
    }

    @Test
    void shouldTellAChangeThatHoldsBelowTooOnce()
    {
        final BreakerConfig before = yaml("scopes:\n  a: {loss.halt: 4%}\n  a/b: {loss.halt: 3%}\n  c: {latency.alert: 100ms}\n");
        final BreakerConfig after =
            yaml("latency.alert: 400ms\nscopes:\n  a: {loss.halt: 4%}\n  a/b: {loss.halt: 3%}\n  c: {latency.alert: 100ms}\n");

        assertThat(words(before, after)).containsExactly("latency.alert 500ms -> 400ms (tighter)");
    }

    @Test
    void shouldSeeThatASectionThatGoesLeavesItsScopeWithWhatIsAbove()
    {
        assertThat(words(yaml("scopes:\n  a: {latency.alert: 100ms, tags: [aggressive]}\n"), yaml(""))).containsExactly(
            "latency.alert of \"a\" 100ms -> 500ms (looser)", "tags of \"a\" [aggressive] -> [] (looser)");
    }

    @Test
    void shouldJoinTagsAlongThePathAsTheGateDoes()
    {
        final BreakerConfig below = yaml("scopes:\n  a: {latency.alert: 100ms}\n  a/b: {tags: [aggressive]}\n");
        final BreakerConfig above = yaml("scopes:\n  a: {latency.alert: 100ms, tags: [aggressive]}\n");

        assertThat(words(below, above)).containsExactly("tags of \"a\" [] -> [aggressive] (tighter)");
    }

    @Test
    void shouldShowNothingOfChannels()
    {
        final BreakerConfig before = ConfigLoader.load("test.yaml",
            "notifications.channels:\n  hook: {type: webhook, url: \"https://h.example/SECRETPART\", key: \"${HOOK}\"}\n",
            variable -> "SECRETPART-of-sixteen-and-more");
        final ConfigDifference difference = ConfigDifference.of(before, yaml("notifications.runbook: \"https://u.example/SECRETPART\"\n"));

        assertThat(difference.refused()).extracting(ConfigChange::key)
            .containsExactlyInAnyOrder("notifications.channels", "notifications.runbook");
        assertThat(difference.changes().toString() + difference.words(1_000)).doesNotContain("SECRETPART");
    }

    @Test
    void shouldCountWhatDoesNotFit()
    {
        final ConfigDifference difference = ConfigDifference.of(
            yaml(""), yaml("latency: {alert: 1ms, throttle: 2ms, halt: 3ms}\nfailures.alert: 1\nrecovery.evidence: 9\n"));

        assertThat(difference.words(120)).hasSizeLessThanOrEqualTo(120).endsWith(" more");
        assertThat(difference.words(120)).contains(
            "latency.alert 500ms -> 1ms (tighter); latency.throttle 1s -> 2ms (tighter); and 3 more");
    }

    /** A scope that is not compared has in both what the nearest compared one above it has. */
    @Test
    void shouldLeaveOutNoScopeThatDiffers()
    {
        final long seed = 20_261_127L;
        final SplittableRandom random = new SplittableRandom(seed);
        final RandomConfigs configs = new RandomConfigs(random);
        for (int round = 0; round < 15; round++)
        {
            final BreakerConfig before = valid(configs);
            final BreakerConfig after = random.nextInt(8) == 0 ? before : valid(configs);
            final Set<String> paths = new TreeSet<>(before.sections().keySet());
            paths.addAll(after.sections().keySet());
            boolean differs = !before.engine().equals(after.engine()) || !before.journal().equals(after.journal())
                || !before.gateway().equals(after.gateway()) || !before.console().equals(after.console())
                || !before.notifications().equals(after.notifications()) || !before.preset().equals(after.preset());
            for (final String path : paths)
            {
                for (final String at : List.of(path, path.isEmpty() ? "zz" : path + "/zz"))
                {
                    final ScopeConfig was = before.scope(at);
                    final ScopeConfig is = after.scope(at);
                    differs |= !Map.of("latency", was.latency(), "slippage", was.slippage(), "failures", was.failures(), "rate",
                        was.failureRate(), "loss", was.loss(), "recovery", was.recovery(), "throttle", was.policy().throttle(),
                        "flatten", was.policy().shutdown()).equals(Map.of("latency", is.latency(), "slippage", is.slippage(),
                        "failures", is.failures(), "rate", is.failureRate(), "loss", is.loss(), "recovery", is.recovery(), "throttle",
                        is.policy().throttle(), "flatten", is.policy().shutdown()));
                }
            }
            final ConfigDifference difference = ConfigDifference.of(before, after);
            final boolean tags = difference.changes().stream().allMatch(change -> change.key().equals("tags"));
            assertThat(difference.isEmpty() || tags && !differs).as("seed %d, round %d: %s", seed, round, difference.words(10_000))
                .isEqualTo(!differs);
            assertThat(ConfigDifference.of(before, before).isEmpty()).isTrue();
        }
    }

    private static BreakerConfig valid(final RandomConfigs configs)
    {
        while (true)
        {
            try
            {
                return configs.next().build();
            }
            catch (final ConfigException fallen)
            {
                // Now and then thresholds fall: the next.
            }
        }
    }

    @Test
    void shouldTellDurationsAsPeopleWriteThem()
    {
        final BreakerConfig before = BreakerConfig.builder().build();
        final BreakerConfig after = BreakerConfig.builder().set("cooldown.halt", Duration.ofMinutes(20)).build();

        assertThat(words(before, after)).containsExactly("cooldown.halt 15m -> 20m (tighter)");
    }
}
