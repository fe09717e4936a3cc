package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section of the HTTP service: off unless asked for, and never in the clear on a network. */
class ConsoleConfigTest
{
    private static final String TLS = "tls: { certificate-file: /c.pem, key-file: /k.pem }";

    private static ConsoleConfig console(final String yaml)
    {
        return ConfigLoader.load("f.yaml", yaml, (name) -> null).console();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "conservative", "aggressive", "production"})
    void shouldBeOffInEveryPreset(final String preset)
    {
        assertThat(ConfigLoader.preset(preset).console()).isEqualTo(ConsoleConfig.NONE);
        assertThat(ConsoleConfig.NONE.enabled()).isFalse();
        assertThat(ConsoleConfig.NONE.tls()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "console: { port: 8080 } | true", "console.port: 0 | true", "console: { port: none } | false",
        "console: { max-connections: 9 } | false"})
    void shouldBeOnWhereAPortIsGiven(final String yaml, final boolean on)
    {
        assertThat(console(yaml).enabled()).isEqualTo(on);
    }

    @Test
    void shouldReadEveryKeyAndWriteItAgain()
    {
        final BreakerConfig config = ConfigLoader.load("f.yaml", """
            console:
              port: 8443
              bind: 0.0.0.0
              tls: { certificate-file: /c.pem, key-file: /k.pem }
              allowed-hosts: [Desk.Example.com, "[fd00::1]:8443"]
              allowed-origins: ["https://desk.example.com"]
              max-connections: 100
              attempts-per-minute: 5
              two-person: on
            """, (name) -> null);

        assertThat(config.console()).isEqualTo(new ConsoleConfig(8443, "0.0.0.0", "/c.pem", "/k.pem", new ConsoleConfig.Names(
            Set.of("desk.example.com", "[fd00::1]:8443"), Set.of("https://desk.example.com")),
            new ConsoleConfig.Limits(100, 5), true));
        assertThat(ConfigLoader.load("again.yaml", ConfigYaml.of(config), (name) -> null)).isEqualTo(config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.5", "192.168.1.1", "::", "fd00::1", "169.254.1.1"})
    void shouldRefuseAnAddressThatOthersReachWithoutTls(final String bind)
    {
        assertThat(ConfigErrorTest.errors("console:\n  port: 8080\n  bind: \"" + bind + "\"")).singleElement().asString()
            .startsWith("f.yaml:3:9: console.bind: '" + bind + "' is reached from other machines, and there is no TLS; allowed is a")
            .contains(" loopback address such as 127.0.0.1; or give console.tls: { certificate-file: ..., key-file: ... }");
        assertThat(console("console:\n  port: 8080\n  " + TLS + "\n  bind: \"" + bind + "\"").bind()).isEqualTo(bind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "console.port: 65536 | 1:15: console.port: '65536' is out of range; allowed is a whole number from 0 to 65535 (0: any",
        "console: { bind: localhosts } | 1:18: console.bind: 'localhosts' is not an IP address; allowed is an IP address such as 127.0.0.1",
        "console: { bind: 127.0.0.256 } | 1:18: console.bind: '127.0.0.256' is not an IP address",
        "console: { bind: ':::' } | 1:18: console.bind: ':::' is not an IP address",
        "console: { tls: { certificate-file: /c } } | 1:37: console.tls.certificate-file: needs console.tls.key-file too; give both or",
        "console: { tls: { key-file: /k } } | 1:29: console.tls.key-file: needs console.tls.certificate-file too; give both or neither",
        "console: { tls: { key-file: k } } | 1:29: console.tls.key-file: 'k' is not an absolute path",
        "console: { tls: { keyfile: /k } } | 1:19: console.tls.keyfile: is not a key; did you mean console.tls.key-file?",
        "console: { tls: { wibbly: /k } } | 1:19: console.tls.wibbly: is not a key; keys here are certificate-file, key-file",
        "console: { tls: on } | 1:17: console.tls: needs keys of its own; write console.tls: { key: value }",
        "console: { allowed-hosts: 'a b' } | 1:27: console.allowed-hosts: is not a list; allowed is a list such as [desk.example.com",
        "console: { allowed-hosts: ['*'] } | 1:28: console.allowed-hosts: '*' is not a host; allowed is a list such as [desk.example.com",
        "console: { allowed-origins: ['null'] } | 1:30: console.allowed-origins: 'null' is not an origin",
        "console: { allowed-origins: ['https://a/'] } | 1:30: console.allowed-origins: 'https://a/' is not an origin",
        "console: { max-connections: 7 } | 1:29: console.max-connections: '7' is out of range",
        "console: { attempts-per-minute: 0 } | 1:33: console.attempts-per-minute: '0' is out of range",
        "console: { two-person: maybe } | 1:24: console.two-person: 'maybe' is neither yes nor no; allowed is true, yes, on or false",
        "scopes: { a: { console: { two-person: on } } } | 1:16: scopes.a.console: belongs to the whole engine, not to a scope",
        "scopes: { a: { console: { port: 1 } } } | 1:16: scopes.a.console: belongs to the whole engine, not to a scope"})
    void shouldSayWhatIsWrongAndWhere(final String yaml, final String error)
    {
        assertThat(ConfigErrorTest.errors(yaml)).singleElement().asString().startsWith("f.yaml:" + error);
    }
}
