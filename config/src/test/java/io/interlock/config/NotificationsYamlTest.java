package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is written of notifications are those notifications when it is read, elsewhere too. */
class NotificationsYamlTest
{
    private static BreakerConfig with(final NotificationsConfig notifications)
    {
        final BreakerConfig base = ConfigLoader.preset("default");
        return new BreakerConfig(
            base.preset(), base.engine(), base.journal(), base.gateway(), notifications, base.console(), base.sections());
    }

    @Test
    void shouldWriteAnyNotifications()
    {
        final long seed = 20_261_127L;
        final RandomNotifications all = new RandomNotifications(new SplittableRandom(seed));
        final Map<ChannelType, Set<String>> seen = new EnumMap<>(ChannelType.class);
        final int configurations = Boolean.getBoolean("interlock.nightly") ? 3_000 : 800;
        for (int i = 0; i < configurations; i++)
        {
            final BreakerConfig config = with(all.next());
            final String number = "seed " + seed + ", number " + i;
            final String yaml = ConfigYaml.of(config);
            final BreakerConfig read = ConfigLoader.recorded("written.yaml", yaml);

            assertThat(read).as("%s:%n%s", number, yaml).isEqualTo(config);
            assertThat(ConfigYaml.of(read)).as(number).isEqualTo(yaml);
            assertThat(yaml).as(number).matches("[ -~\n]*");
            assertThat(ConfigLoader.recorded("alone", ConfigYaml.of(config.notifications())).notifications()).as(number)
                .isEqualTo(config.notifications());
            for (final ChannelConfig channel : config.notifications().channels())
            {
                final Set<String> keys = seen.computeIfAbsent(channel.type(), (type) -> new HashSet<>());
                keys.addAll(channel.settings().keySet());
                keys.addAll(channel.secrets().keySet());
            }
        }
        assertThat(seen).as("every key of every type").hasSize(ChannelType.values().length - ChannelSchema.BUILT_IN.size())
            .allSatisfy((type, keys) -> assertThat(keys).as(type.name()).containsAll(ChannelSchema.keys(type).stream()
                .map(ChannelKey::name).filter((name) -> ChannelSchema.COMMON.stream().noneMatch((key) -> key.name().equals(name)))
                .toList()));
    }

    @Test
    void shouldWriteTheSameWordsInEveryProcess()
    {
        final BreakerConfig config = ConfigLoader.load("f.yaml", """
            notifications:
              repeat: off
              channels:
                pager: { poll: 60s, quiet-hours: "22:00-07:00", api-token: "${KEY}", routing-key: "${KEY}", \
            type: pagerduty, scopes: [b, a/c, "null"] }
                desk: { to: [b@c, a@c], from: x@c, host: smtp.example.com, type: email }
                log: { type: log }
              escalation:
                - { channels: [pager, desk], after: 90s }
            """, Map.of("KEY", "a-secret")::get);

        assertThat(ConfigYaml.of(config)).endsWith("""
            notifications: {group-wait: 5s, repeat: off, redeliver: 1d, escalate-repeat: 5m, templates: none, runbook: none}
            notifications.channels:
              "pager": {type: pagerduty, routing-key: "${KEY}", url: "https://events.pagerduty.com", \
            api-token: "${KEY}", poll: 1m, allow-private: no, \
            priority: WARNING, scopes: ["a/c", b, "null"], quiet-hours: "22:00-07:00 UTC", rate: 30, timeout: 10s, deadline: 10m}
              "desk": {type: email, host: smtp.example.com, port: 587, security: starttls, from: "x@c", to: ["b@c", "a@c"], \
            priority: WARNING, rate: 30, timeout: 10s, deadline: 10m}
              "log": {type: log, priority: INFO}
            notifications.escalation:
              - {after: 90s, channels: [pager, desk]}
            """);
    }

    @Test
    void shouldReadARecordWhereNeitherVariablesNorFilesAre()
    {
        final NotificationsConfig notifications = new NotificationsConfig(NotificationsConfig.Policy.DEFAULTS, List.of(), List.of());
        final String yaml = ConfigYaml.of(with(notifications)) + """
            notifications.channels:
              a: { type: slack, webhook-url: "${NOT_SET_HERE}" }
              b: { type: telegram, token-file: /no/such/file, chats: ["1"] }
            """;

        final List<ChannelConfig> channels = ConfigLoader.recorded("record", yaml).notifications().channels();

        assertThat(channels).extracting(ChannelConfig::secrets).containsExactly(
            Map.of("webhook-url", Secret.variable("NOT_SET_HERE", (name) -> null)), Map.of("token", Secret.file(Path.of("/no/such/file"))));
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load("live", yaml, (name) -> null)).errors()).hasSize(2);
    }

    @Test
    void shouldWriteTheSameWhateverTheSecretIs()
    {
        final String yaml = "notifications.channels: { a: { type: slack, webhook-url: \"${URL}\" } }";
        final BreakerConfig one = ConfigLoader.load("f", yaml, Map.of("URL", "https://one")::get);
        final BreakerConfig other = ConfigLoader.load("f", yaml, Map.of("URL", "https://other")::get);

        assertThat(ConfigYaml.of(one)).isEqualTo(ConfigYaml.of(other));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void shouldRefuseWhatNoFileCouldSay()
    {
        final ChannelRoute route = new ChannelRoute("LOUD", Set.of(), null, 30, 1, 2);
        final ChannelConfig bare = new ChannelConfig("a b", ChannelType.SLACK, route, Map.of(), Map.of(), "code");
        final ChannelConfig wrong =
            new ChannelConfig("c", ChannelType.SLACK, route, Map.of("webhook-url", List.of("canary")), Map.of(), "code");
        final NotificationsConfig config = new NotificationsConfig(
            new NotificationsConfig.Policy(-1, 5, 1, 1, "here", "wiki"), List.of(bare, wrong),
            List.of(new EscalationStep(-5, List.of("x"))));

        assertThat(ConfigYaml.of(config) + config).as("what is written without judgement").doesNotContain("canary");
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigYaml.of(with(config))).errors()).extracting(ConfigError::format)
            .allSatisfy((e) -> assertThat(e).doesNotContain("canary"))
            .satisfiesExactlyInAnyOrder(
                (e) -> assertThat(e).startsWith("notifications.group-wait: '-1ns' is out of range"),
                (e) -> assertThat(e).startsWith("notifications.repeat: '5ns' is out of range"),
                (e) -> assertThat(e).startsWith("notifications.redeliver: '1ns' is out of range"),
                (e) -> assertThat(e).startsWith("notifications.escalate-repeat: '1ns' is out of range"),
                (e) -> assertThat(e).startsWith("notifications.templates: 'here' is not an absolute path"),
                (e) -> assertThat(e).startsWith("notifications.runbook: the address does not begin with https://"),
                (e) -> assertThat(e).startsWith("notifications.channels.a b: 'a b' is not a channel's name"),
                (e) -> assertThat(e).startsWith("notifications.channels.c.webhook-url: is a secret, and stands among the settings"),
                (e) -> assertThat(e).startsWith("notifications.channels.c.priority: 'LOUD' is unknown"),
                (e) -> assertThat(e).startsWith("notifications.channels.c.timeout: '1ns' is out of range"),
                (e) -> assertThat(e).startsWith("notifications.channels.c.deadline: '2ns' is out of range"),
                (e) -> assertThat(e).startsWith("notifications.escalation.1.after: '-5ns' is out of range"),
                (e) -> assertThat(e).startsWith("notifications.escalation.1.channels: 'x' is not a channel"));
    }

    @Test
    void shouldRefuseToWriteWhatLacksItsDefaults()
    {
        final ChannelRoute route = new ChannelRoute("INFO", Set.of(), null, 30, DurationType.SECOND, DurationType.SECOND);
        final ChannelConfig bare = new ChannelConfig(
            "c", ChannelType.SLACK, route, Map.of(), Map.of("webhook-url", Secret.variable("X", (name) -> "x")), "code");
        final NotificationsConfig config = new NotificationsConfig(NotificationsConfig.Policy.DEFAULTS, List.of(bare), List.of());

        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigYaml.of(with(config)))).hasMessageStartingWith(
            "notifications.channels: would be read again as others: defaults are missing");
        final BreakerConfig built = BreakerConfig.builder().notifications(config).build();
        assertThat(built.notifications().channels().get(0).is("allow-private")).isFalse();
        assertThat(ConfigLoader.recorded("f", ConfigYaml.of(built))).isEqualTo(built);
    }
}
