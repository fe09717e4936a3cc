package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary in the place of a secret, or of one that was meant to be, is in no text that anything of this module makes. */
class SecretLeakTest
{
    private static final String CANARY = "cAnArY9c1e";

    static List<String> secrets()
    {
        final List<String> secrets = new ArrayList<>();
        for (final ChannelType type : ChannelType.values())
        {
            ChannelSchema.keys(type).stream().filter(ChannelKey::secret)
                .forEach((key) -> secrets.add(ChannelSchema.word(type) + " " + key.name()));
        }
        return secrets;
    }

    /** What people, and things that go wrong, make of a value. */
    private static List<String> spellings()
    {
        return List.of(
            CANARY, "\"" + CANARY + "\"", "'" + CANARY + "'", "[" + CANARY + "]", "{ " + CANARY + ": x }", "{ x: " + CANARY + " }",
            "${" + "X:-" + CANARY + "}", "\"${X:-" + CANARY + "}\"", "\"${" + CANARY + "-x}\"", "\"x${" + CANARY + "\"",
            "*" + CANARY, "&" + CANARY + " x", "!" + CANARY + " x", "!" + CANARY + "!x y", "!<" + CANARY + "> x",
            "%" + CANARY, "@" + CANARY, "`" + CANARY, "\"" + CANARY, "[" + CANARY, "|" + CANARY, ">" + CANARY + "\n    " + CANARY,
            CANARY + ": x", "- " + CANARY, "? " + CANARY, "\"\\" + CANARY + "\"", "https://u:" + CANARY + "@h/",
            "x: " + CANARY + ": y", "\"a\\n" + CANARY + "\"", CANARY + "\n  " + CANARY);
    }

    private static String told(final String yaml)
    {
        try
        {
            ConfigExplanation.of("f.yaml", yaml, "default", Map.of("X", "x", "S", CANARY, "PLAIN", "http://h/" + CANARY, "OWN",
                "https://127.0.0.1/" + CANARY, "NEVER", "https://169.254.1.1/" + CANARY, "USER", "https://u:" + CANARY + "@h/")::get);
            return "";
        }
        catch (final ConfigException e)
        {
            final StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            final StringBuilder text = new StringBuilder(trace.toString());
            e.errors().forEach((error) -> text.append(error.key()).append(error.value()).append(error.message()).append(error.allowed()));
            return text.toString();
        }
    }

    private static void assertSilent(final String yaml)
    {
        assertThat(told(yaml)).as(yaml).isNotEmpty().doesNotContain(CANARY);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldNotQuoteALiteralHoweverItIsWritten(final String typeAndKey)
    {
        final String type = typeAndKey.split(" ")[0];
        final String key = typeAndKey.split(" ")[1];
        for (final String spelling : spellings())
        {
            for (final String written : List.of(key, key + "-file", key.replace("-", "_"), key.substring(1), key + "s"))
            {
                assertSilent("notifications:\n  channels:\n    a:\n      type: " + type + "\n      " + written + ": " + spelling + "\n");
                assertSilent("notifications: { channels: { a: { type: " + type + ", " + written + ": " + spelling + " } } }");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldNotQuoteASecretThatStandsInTheWrongPlace(final String typeAndKey)
    {
        final String key = typeAndKey.split(" ")[1];
        for (final String place : List.of("", "notifications.", "notifications.channels.", "notifications.channels.a.", "scopes.a.",
            "notifications.escalation.", "latency.", "scopes.a.notifications.channels.a."))
        {
            assertSilent(place + key + ": " + CANARY);
            assertSilent(place + key + "-file: " + CANARY);
            assertSilent(place + "type: log\n" + place + key + ": " + CANARY);
        }
        assertSilent("notifications: { channels: { a: { type: log, " + key + ": " + CANARY + " } } }");
        assertSilent("notifications: { channels: { a: { type: nothing, " + key + ": " + CANARY + " } } }");
        assertSilent("notifications: { channels: { a: { " + key + ": " + CANARY + " } } }");
        assertSilent("notifications: { escalation: [ { after: 1s, channels: [log], " + key + ": " + CANARY + " } ] }");
        assertSilent("scopes: { a: { " + key + ": " + CANARY + " } }");
        assertSilent("scopes: { a: { notifications: { channels: { a: { " + key + ": " + CANARY + " } } } } }");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "notifications: CANARY", "notifications: [CANARY]", "notifications: { channels: CANARY }",
        "notifications: { channels: { a: CANARY } }",
        "notifications: { channels: { a: [CANARY] } }", "notifications: { escalation: CANARY }", "notifications: { escalation: [CANARY] }",
        "notifications: { channels: { a: { type: webhook, url: 'https://u:CANARY@h' } } }",
        "notifications: { channels: { a: { type: webhook, url: 'http://h/?token=CANARY' } } }",
        "notifications: { channels: { a: { type: webhook, url: 'https://h/%z?token=CANARY' } } }",
        "notifications: { channels: { a: { type: webhook, url: 'https://h/ ?token=CANARY' } } }",
        "notifications: { channels: { a: { type: pagerduty, url: 'https://h/?token=CANARY' } } }",
        "notifications: { channels: { a: { type: pagerduty, api-token: CANARY } } }",
        "notifications: { channels: { a: { type: pagerduty, api-tokne: CANARY } } }",
        "notifications: { channels: { a: { type: pagerduty, api-url: 'https://h/?token=CANARY' } } }",
        "notifications: { runbook: 'https://u:CANARY@h' }",
        "notifications: { channels: { a: { type: slack, 'webhook-url=CANARY': } } }",
        "notifications: { channels: { a: { type: slack, 'webhook-url CANARY': x } } }",
        "notifications: { channels: { a: { type: slack, 'webhook-url:CANARY': x } } }",
        "notifications: { channels: { a: { type: slack, what: CANARY } } }",
        "notifications: { channels: { a: { type: slack, what-file: CANARY } } }",
        "notifications: { channels: { a: { type: webhook, url: '${S}', key: '${X}' } } }",
        "notifications: { channels: { a: { type: webhook, url: '${PLAIN}', key: '${X}' } } }",
        "notifications: { channels: { a: { type: webhook, url: '${OWN}', key: '${X}' } } }",
        "notifications: { channels: { a: { type: webhook, url: '${NEVER}', key: '${X}' } } }",
        "notifications: { channels: { a: { type: webhook, url: '${USER}', key: '${X}' } } }",
        "notifications: { channels: { a: { type: webhook, url-file: CANARY, key: '${X}' } } }"})
    void shouldNotQuoteWhatMayBeOne(final String yaml)
    {
        assertSilent(yaml.replace("CANARY", CANARY));
    }

    @Test
    void shouldShowReferencesAlone() throws IOException
    {
        final String yaml = """
            notifications.channels:
              mail: { type: email, host: h, from: a@b, to: [c@d], username: u, password: "${S}" }
              sms: { type: twilio, account-sid: A, auth-token: "${S}", from: x, to: [+15005550006] }
              aws: { type: sns, region: r, to: [+15005550006], access-key-id: "${S}", secret-access-key: "${S}" }
              chat: { type: telegram, token: "${S}", chats: ["1"] }
              hook: { type: webhook, url: https://h, key: "${S}", next-key: "${S}" }
              slack: { type: slack, webhook-url: "${S}" }
              pager: { type: pagerduty, routing-key: "${S}", api-token: "${S}" }
              am: { type: alertmanager, url: https://h, bearer-token: "${S}" }
            """;
        final ConfigExplanation explanation = ConfigExplanation.of("f.yaml", yaml, "default", Map.of("S", CANARY)::get);
        final BreakerConfig config = explanation.config();

        for (final ChannelConfig channel : config.notifications().channels())
        {
            assertThat(channel.secrets()).isNotEmpty();
            for (final Secret secret : channel.secrets().values())
            {
                assertThat(secret.reveal()).isEqualTo(CANARY);
            }
        }
        assertThat(config.toString()).contains("${S}").doesNotContain(CANARY);
        assertThat(explanation.toString()).contains("${S}").doesNotContain(CANARY);
        assertThat(ConfigYaml.of(config)).contains("${S}").doesNotContain(CANARY);
        assertThat(ConfigYaml.of(config.notifications())).contains("${S}").doesNotContain(CANARY);
    }

    /** An address that lets in whoever knows it is a secret where it is written as one, and its rules hold all the same. */
    @Test
    void shouldShowNoAddressThatIsWrittenAsASecret(@TempDir final Path directory) throws IOException
    {
        final String url = "https://hooks.example.com/" + CANARY + "?t=" + CANARY;
        final Path file = Files.writeString(directory.resolve("url"), url + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        final String yaml = """
            notifications.channels:
              hook: { type: webhook, url: " ${U} ", key: "${S}" }
              other: { type: webhook, url-file: "FILE", key: "${S}" }
              third: { type: webhook, url: "${HOST:-https://h}/${PART}", key: "${S}" }
            """.replace("FILE", file.toString());
        final ConfigExplanation explanation =
            ConfigExplanation.of("f.yaml", yaml, "default", Map.of("S", "x", "U", url, "PART", CANARY)::get);
        final BreakerConfig config = explanation.config();

        assertThat(config.notifications().channels()).extracting((channel) -> channel.text("url")).containsExactly("", "", "");
        assertThat(config.notifications().channels().get(0).secret("url").reveal()).isEqualTo(url);
        assertThat(config.notifications().channels().get(1).secret("url").reveal()).isEqualTo(url);
        assertThat(config.notifications().channels().get(2).secret("url").reveal()).isEqualTo("https://h/" + CANARY);
        assertThat(config.toString()).doesNotContain(CANARY);
        assertThat(explanation.toString()).contains("${U}", file.toString(), "${HOST:-https://h}/${PART}").doesNotContain(CANARY);
        final String written = ConfigYaml.of(config);
        assertThat(written).contains("url: \"${U}\"", "url-file: \"" + file).doesNotContain(CANARY);
        // What an engine has said of itself can be sent back to it, where no variable is filled in.
        assertThat(ConfigLoader.sent("yaml", written, "default").notifications()).isEqualTo(config.notifications());
    }

    private static String wrong(final Map<String, String> variables)
    {
        final String yaml = "notifications.channels: { a: { type: webhook, url: \"${U}\", key: \"${S}\" } }";
        return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load("f.yaml", yaml, variables::get))
            .errors().get(0).toString();
    }

    @Test
    void shouldSayWhatIsWrongWithAnAddressThatItDoesNotShow()
    {
        assertThat(wrong(Map.of("S", "x", "U", "ftp://h"))).contains("notifications.channels.a.url",
            "the address does not begin with https://", "with what it refers to allowed is an absolute https");
        assertThat(wrong(Map.of("S", "x", "U", "https://10.0.0.1/x")))
            .contains("notifications.channels.a.url", "the address is private", "allow-private: yes").doesNotContain("10.0.0.1");
        assertThat(wrong(Map.of("S", "x"))).contains("the environment variable U is not set");
        final String nothing = "notifications.channels: { a: { type: webhook, url: \"${U:-}\", key: \"${S}\" } }";
        assertThatThrownBy(() -> ConfigLoader.load("f.yaml", nothing, Map.of("S", "x")::get)).isInstanceOf(ConfigException.class)
            .hasMessageContaining("${U:-} comes to nothing");
        assertThat(Environment.fault("https://h/${X:-${}", null)).as("a default is not looked at, as where it is filled").isNull();
    }
}
