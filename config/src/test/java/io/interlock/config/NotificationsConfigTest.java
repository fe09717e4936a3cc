package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What notifications that are right become. */
class NotificationsConfigTest
{
    private static final Path EXAMPLE = Path.of("../engine/docs/examples/notifications.yaml");
    private static final long MINUTE = 60 * DurationType.SECOND;

    @TempDir
    private Path directory;

    private static NotificationsConfig load(final String yaml)
    {
        return ConfigLoader.load("f.yaml", yaml, Map.of("S", "a-secret", "HOST", "smtp.example.com")::get).notifications();
    }

    @Test
    void shouldHaveLogAndDashboardAloneWhereNothingIsSaid()
    {
        for (final String preset : ConfigLoader.presets())
        {
            assertThat(ConfigLoader.preset(preset).notifications()).isEqualTo(NotificationsConfig.NONE);
        }
        assertThat(load("notifications:\n")).isEqualTo(NotificationsConfig.NONE);
        assertThat(load("notifications: { channels: , escalation: }")).isEqualTo(NotificationsConfig.NONE);
    }

    @Test
    void shouldReadEverything() throws IOException
    {
        final Path key = Files.writeString(directory.resolve("pagerduty"), "  routing-secret \r\nsecond line\n");
        final NotificationsConfig config = load("""
            notifications:
              group-wait: 0s
              repeat: 90m
              redeliver: 1d
              escalate-repeat: 10m
              templates: /etc/interlock/templates
              runbook: https://wiki.example.com/interlock
              channels:
                desk: { type: email, host: "${HOST}", port: 465, security: TLS, from: a@b.c, to: [d@e.f, "g@h.i"],
                  username: u, password: " ${S} " }
                pager: { type: PagerDuty, routing-key-file: FILE, priority: critical, scopes: [binance, a/b],
                  quiet-hours: "22:00-07:00 Europe/Berlin", rate: 7, timeout: 3s, deadline: 90s,
                  allow-private: on, url: http://127.0.0.1:8080, api-url: http://127.0.0.1:8081, api-token: "${S}", poll: 45s }
              escalation:
                - { after: 0s, channels: [desk] }
                - { after: 5m, channels: [pager, desk] }
            """.replace("FILE", key.toString()));

        assertThat(config.policy()).isEqualTo(new NotificationsConfig.Policy(
            0, 90 * MINUTE, 24 * 60 * MINUTE, 10 * MINUTE, "/etc/interlock/templates", "https://wiki.example.com/interlock"));
        assertThat(config.escalation())
            .containsExactly(new EscalationStep(0, List.of("desk")), new EscalationStep(5 * MINUTE, List.of("pager", "desk")));
        assertThat(config.channels()).extracting(ChannelConfig::name).containsExactly("desk", "pager");
        final ChannelConfig desk = config.channels().get(0);
        assertThat(desk.settings()).containsOnly(Map.entry("host", List.of("smtp.example.com")), Map.entry("port", List.of("465")),
            Map.entry("security", List.of("tls")), Map.entry("from", List.of("a@b.c")), Map.entry("to", List.of("d@e.f", "g@h.i")),
            Map.entry("username", List.of("u")));
        assertThat(desk.route()).isEqualTo(new ChannelRoute("WARNING", Set.of(), null, 30, 10 * DurationType.SECOND, 10 * MINUTE));
        assertThat(desk.secret("password").reveal()).isEqualTo("a-secret");
        assertThat(desk.place()).isEqualTo("f.yaml:9:5");
        final ChannelConfig pager = config.channels().get(1);
        assertThat(pager.type()).isEqualTo(ChannelType.PAGERDUTY);
        assertThat(pager.route()).isEqualTo(new ChannelRoute("CRITICAL", Set.of("binance", "a/b"),
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin")), 7, 3_000_000_000L, 90_000_000_000L));
        assertThat(pager.secret("routing-key").reveal()).isEqualTo("routing-secret");
        assertThat(pager.is("allow-private")).isTrue();
        assertThat(pager.secret("api-token").reveal()).isEqualTo("a-secret");
        assertThat(pager.text("api-url")).isEqualTo("http://127.0.0.1:8081");
        assertThat(pager.durationNs("poll", 1)).isEqualTo(45 * DurationType.SECOND);
        assertThat(desk.durationNs("poll", 1)).as("not set").isEqualTo(1);
    }

    @Test
    void shouldGiveEachTypeItsDefaults()
    {
        final NotificationsConfig config = load("""
            notifications.channels:
              log: { type: log }
              dash: { type: dashboard, priority: INFO }
              mail: { type: email, host: h, from: a@b, to: [c@d] }
              sms: { type: twilio, account-sid: A, auth-token: "${S}", from: Interlock, to: [+15005550006] }
              aws: { type: sns, region: eu-central-1, to: [+15005550006] }
              chat: { type: telegram, token: "${S}", chats: [-100, "@desk"] }
              hook: { type: webhook, url: "https://h/x?y=z", key: "${S}" }
              slack: { type: slack, webhook-url: "${S}" }
              pager: { type: pagerduty, routing-key: "${S}" }
              am: { type: alertmanager, url: "https://h:9093/am", bearer-token: "${S}" }
            """);
        final String[] lowest =
            {"INFO", "INFO", "WARNING", "EMERGENCY", "EMERGENCY", "WARNING", "WARNING", "WARNING", "WARNING", "WARNING"};

        assertThat(config.channels()).extracting((channel) -> channel.route().lowest()).containsExactly(lowest);
        assertThat(config.channels()).extracting((channel) -> channel.text("url")).containsExactly("", "", "", "https://api.twilio.com", "",
            "https://api.telegram.org", "https://h/x?y=z", "", "https://events.pagerduty.com", "https://h:9093/am");
        final ChannelConfig mail = config.channels().get(2);
        assertThat(mail.number("port")).isEqualTo(587);
        assertThat(mail.text("security")).isEqualTo("starttls");
        assertThat(config.channels()).filteredOn((channel) -> channel.settings().containsKey("allow-private")).hasSize(7)
            .noneMatch((channel) -> channel.is("allow-private"));
        assertThat(config.channels()).allSatisfy((channel) -> assertThat(channel.route().deadlineNs()).isEqualTo(10 * MINUTE));
    }

    @Test
    void shouldLoadTheExample()
    {
        final Map<String, String> environment = Map.of("SMTP_PASSWORD", "p", "TWILIO_AUTH_TOKEN", "t", "WEBHOOK_KEY", "k",
            "PAGERDUTY_ROUTING_KEY", "r", "PAGERDUTY_API_TOKEN", "a");

        final NotificationsConfig config = ConfigLoader.load(EXAMPLE, "default", environment::get).notifications();

        assertThat(config.channels()).extracting(ChannelConfig::name).containsExactly("desk", "phone", "pager", "ops");
        assertThat(config.escalation()).hasSize(3);
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(EXAMPLE, "default", (name) -> null)).errors())
            .as("without the secrets").hasSize(5);
    }

    @Test
    void shouldExplainEachKeyOfAChannel()
    {
        final List<ConfigExplanation.Row> rows = ConfigExplanation.of("f.yaml", """
            notifications.repeat: off
            notifications.channels:
              desk: { type: email, host: h, from: a@b, to: [c@d, e@f],
                username: u, password: "${S}" }
            notifications.escalation: [ { after: 90s, channels: [desk, log] } ]
            """, "default", Map.of("S", "canary")::get).rows();

        assertThat(rows.toString()).doesNotContain("canary");
        assertThat(rows).contains(
            new ConfigExplanation.Row("", "notifications.group-wait", "5s", "preset default", false),
            new ConfigExplanation.Row("", "notifications.repeat", "off", "f.yaml:1", true),
            new ConfigExplanation.Row("", "notifications.channels.desk.type", "email", "f.yaml:3", true),
            new ConfigExplanation.Row("", "notifications.channels.desk.to", "[c@d, e@f]", "f.yaml:3", true),
            new ConfigExplanation.Row("", "notifications.channels.desk.password", "${S}", "f.yaml:4", true),
            new ConfigExplanation.Row("", "notifications.channels.desk.port", "587", "default of email", false),
            new ConfigExplanation.Row("", "notifications.channels.desk.deadline", "10m", "default of email", false),
            new ConfigExplanation.Row("", "notifications.escalation.1", "after 90s: desk, log", "f.yaml:5", true));
    }

    @Test
    void shouldTakeNotificationsFromCodeByTheSameRules()
    {
        final NotificationsConfig notifications = load("""
            notifications:
              repeat: off
              templates: /a
              channels:
                desk: { type: email, host: "a.b", from: a@b, to: [c@d] }
              escalation: [ { after: 1s, channels: [desk] } ]
            """);
        final ChannelConfig lost = new ChannelConfig("x", ChannelType.SLACK, notifications.channels().get(0).route(), Map.of(),
            Map.of("webhook-url", Secret.variable("NONE", (name) -> null)), "code");

        assertThat(BreakerConfig.builder().notifications(notifications).build().notifications()).isEqualTo(notifications);
        final BreakerConfigBuilder wrong = BreakerConfig.builder().set("notifications.repeat", "1h").set("notifications.channels", "x")
            .notifications(new NotificationsConfig(NotificationsConfig.Policy.DEFAULTS, List.of(lost, lost),
                List.of(new EscalationStep(2, List.of("x")), new EscalationStep(1, List.of("y")))));
        assertThat(catchThrowableOfType(ConfigException.class, wrong::build).errors()).extracting(ConfigError::format)
            .satisfiesExactlyInAnyOrder(
                (e) -> assertThat(e).isEqualTo("notifications.repeat: is set twice; first to 1h"),
                (e) -> assertThat(e).startsWith("notifications.channels: is set through the notifications; call notifications(config)"),
                (e) -> assertThat(e).startsWith("notifications.channels.x.webhook-url: the environment variable NONE is not set"),
                (e) -> assertThat(e).startsWith("notifications.channels.x: is there twice"),
                (e) -> assertThat(e).startsWith("notifications.escalation.2.after: '1ns' is before the step above it, which is after 2ns"),
                (e) -> assertThat(e).startsWith("notifications.escalation.2.channels: 'y' is not a channel"));
    }

    @Test
    void shouldSimulateWithoutTheSecrets() throws IOException
    {
        final Path file = Files.writeString(directory.resolve("f.yaml"),
            "latency.alert: 7ms\nnotifications.channels: { a: { type: slack, webhook-url: \"${NOT_SET_ANYWHERE}\" } }");

        assertThat(ConfigLoader.loadWithoutSecrets(file, "default").scope("").latency().alertNs()).isEqualTo(7_000_000L);
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file))).isNotNull();
    }
}
