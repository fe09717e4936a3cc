package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What errors in the notifications say and where. Each line is one channel, c, or a whole file where it begins with ~. */
class NotificationsErrorTest
{
    private static final Map<String, String> ENVIRONMENT = Map.of("S", "a-secret", "EMPTY", " ", "LINES", "a\nb");
    private static final String MAIL = "{ type: email, host: h, from: a@b, to: [c@d], ";
    private static final String HOOK = "{ type: webhook, key: \"${S}\", ";
    private static final String SNS = "{ type: sns, region: r, ";
    private static final String MANAGER = "{ type: alertmanager, url: https://h, ";

    static List<String> errors(final String yaml)
    {
        final ConfigException thrown =
            catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load("f.yaml", yaml, ENVIRONMENT::get));
        assertThat(thrown).as("no error for: %s", yaml).isNotNull();
        return thrown.errors().stream().map(ConfigError::format).toList();
    }

    private static String file(final String line)
    {
        return line.startsWith("~") ? line.substring(1).strip() : "notifications.channels:\n  c: " + line
            .replace("MAIL ", MAIL).replace("HOOK ", HOOK).replace("SNS ", SNS).replace("MANAGER ", MANAGER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // The shape.
        "~notifications: yes | 1:16: notifications: needs keys of its own; write notifications: { channels: { NAME: { type: TYPE } } }",
        "~notifications: { chanels: {} } | 1:18: notifications.chanels: is not a key; did you mean notifications.channels?",
        "~notification: { channels: {} } | 1:1: notification: is not a key; did you mean notifications?",
        "~channels: {} | 1:1: channels: is not a key; did you mean notifications.channels?",
        "~notifications: { channels: [a] } | 1:28: notifications.channels: needs keys of its own; write",
        "~notifications.channels.c: { type: log } | 1:1: notifications.channels: has no dotted keys below it; write notifications: {",
        "~scopes: { a: { notifications: {} } } | 1:16: scopes.a.notifications: belongs to the whole engine, not to a scope",
        "~scopes: { a: { notifications.channels: {} } } | 1:16: scopes.a.notifications.channels: belongs to the whole engine",
        "~scopes: { a: { notifications.repeat: 1h } } | 1:16: scopes.a.notifications.repeat: belongs to the whole engine",
        "desk@example.com | 2:6: notifications.channels.c: needs keys of its own; write notifications.channels.c: { type: TYPE, ... }",
        "~notifications: { channels: { a b: { type: log } } } | 1:30: notifications.channels.a b: 'a b' is not a channel's name; allowed a",
        "~notifications: { channels: { c: {type: log}, c: {type: log} } } | 1:46: notifications.channels.c: is set twice; first at line 1,",
        "~notifications: { channels: { a: {type: log}, b: {type: log} } } | 1:46: notifications.channels.b: is a second channel of type lo",
        "~notifications: { channels: { log: {type: slack, webhook-url: '${S}'} } } | 1:30: notifications.channels.log: is the name of the",
        // The policy.
        "~notifications: { group-wait: 5 } | 1:30: notifications.group-wait: '5' has no unit",
        "~notifications: { group-wait: 2h } | 1:30: notifications.group-wait: '2h' is out of range; allowed is a duration with its unit fr",
        "~notifications: { repeat: never } | 1:26: notifications.repeat: 'never' is not a duration; allowed is a duration with its unit fr",
        "~notifications: { repeat: 0s } | 1:26: notifications.repeat: '0s' is out of range",
        "~notifications: { redeliver: off } | 1:29: notifications.redeliver: 'off' is not a duration",
        "~notifications: { escalate-repeat: 5 m x } | 1:35: notifications.escalate-repeat: '5 m x' has the unknown unit 'm x'",
        "~notifications: { templates: conf/t } | 1:29: notifications.templates: 'conf/t' is not an absolute path; allowed is the absolute",
        "~notifications: { runbook: wiki } | 1:27: notifications.runbook: the address does not begin with https://; allowed is an absolute",
        // The type and the keys.
        "{ host: h } | 2:3: notifications.channels.c: has no type; allowed is one of log, dashboard, email, twilio, sns, telegram, webhook",
        "{ type: mail } | 2:14: notifications.channels.c.type: 'mail' is unknown (did you mean email?); allowed is one of log, dashboard",
        "{ type: } | 2:13: notifications.channels.c.type: has no value",
        "MAIL hots: x } | 2:52: notifications.channels.c.hots: is not a key of email; did you mean host?",
        "MAIL wibbly: x } | 2:52: notifications.channels.c.wibbly: is not a key of email; keys here are type, host, port, security,",
        "MAIL allow-private: yes } | 2:52: notifications.channels.c.allow-private: is not a key of email; keys here are",
        "MAIL host: x } | 2:52: notifications.channels.c.host: is set twice; first at line 2, column 21",
        "{ type: log, scopes: [a] } | 2:19: notifications.channels.c.scopes: is not a key of log; keys here are type, priority",
        "{ type: log, priority: WARNING } | 2:29: notifications.channels.c.priority: 'WARNING' is unknown; allowed is only INFO",
        // What is needed.
        "{ type: email, port: 25 } | 2:3: notifications.channels.c: lacks host, from, to; a channel of type email needs host, from, to",
        "{ type: slack } | 2:3: notifications.channels.c: lacks webhook-url (or webhook-url-file); a channel of type slack needs webhook-u",
        "SNS url: https://h } | 2:3: notifications.channels.c: lacks topic-arn or to; write the one or the other",
        "SNS topic-arn: 'arn:x', to: [+15005550006] } | 2:54: notifications.channels.c.to: stands beside topic-arn; write the one or the o",
        "SNS topic-arn: 'arn:x', access-key-id: '${S}' } | 2:65: notifications.channels.c.access-key-id: is nothing without secret-access-",
        "MAIL username: u } | 2:62: notifications.channels.c.username: is nothing without password; write both or none",
        "MAIL password: '${S}' } | 2:62: notifications.channels.c.password: is nothing without username; write both or none",
        "MANAGER bearer-token: '${S}', username: u, password: '${S}' } | 2:76: notifications.channels.c.username: stands beside bearer-tok",
        // Values.
        "MAIL port: 0 } | 2:58: notifications.channels.c.port: '0' is out of range; allowed is a whole number from 1 to 65535",
        "MAIL port: smtp } | 2:58: notifications.channels.c.port: 'smtp' is not a whole number",
        "MAIL security: ssl } | 2:62: notifications.channels.c.security: 'ssl' is unknown; allowed is one of starttls, tls, none",
        "MAIL rate: 0 } | 2:58: notifications.channels.c.rate: '0' is out of range; allowed is a whole number from 1 to 60000",
        "MAIL timeout: 50ms } | 2:61: notifications.channels.c.timeout: '50ms' is out of range; allowed is a duration with its unit from 1",
        "MAIL deadline: 5s } | 2:62: notifications.channels.c.deadline: '5s' is below timeout, which is 10s; allowed is at least 10s",
        "MAIL priority: URGENT } | 2:62: notifications.channels.c.priority: 'URGENT' is unknown; allowed is one of INFO, WARNING, CRITICAL",
        "MAIL priority: WARNNG } | 2:62: notifications.channels.c.priority: 'WARNNG' is unknown (did you mean WARNING?)",
        "MAIL scopes: [] } | 2:60: notifications.channels.c.scopes: is an empty list; allowed is a list, each item the path of a scope",
        "MAIL scopes: [a//b] } | 2:61: notifications.channels.c.scopes: the scope path 'a//b' has an empty part",
        "MAIL scopes: [a, b, a] } | 2:67: notifications.channels.c.scopes: has an item twice; name each once",
        "MAIL scopes: binance } | 2:60: notifications.channels.c.scopes: is not a list; allowed is a list",
        "MAIL scopes: [[a]] } | 2:60: notifications.channels.c.scopes: has an item that is not a word",
        "MAIL quiet-hours: 22-7 } | 2:65: notifications.channels.c.quiet-hours: '22-7' is not a span of hours; allowed is HH:MM-HH:MM",
        "MAIL quiet-hours: '22:00-22:00' } | 2:65: notifications.channels.c.quiet-hours: '22:00-22:00' begins and ends at 22:00",
        "MAIL quiet-hours: '22:00-25:00' } | 2:65: notifications.channels.c.quiet-hours: '25:00' is not a time of day",
        "MAIL quiet-hours: '22:00-07:00 Europe/Berln' } | 2:65: notifications.channels.c.quiet-hours: 'Europe/Berln' is not a time zone (d",
        "{ type: email, host: a b, from: a@b, to: [c@d] } | 2:27: notifications.channels.c.host: 'a b' is not a host; allowed is the name",
        "{ type: email, host: '', from: a@b, to: [c@d] } | 2:27: notifications.channels.c.host: '' is not a host",
        "{ type: email, host: h, from: desk, to: [c@d] } | 2:36: notifications.channels.c.from: 'desk' is not an e-mail address; allowed i",
        "{ type: email, host: h, from: a@b, to: [] } | 2:45: notifications.channels.c.to: is an empty list; allowed is a list, each item",
        "{ type: email, host: h, from: a@b, to: c@d } | 2:45: notifications.channels.c.to: is not a list; allowed is a list",
        "{ type: email, host: h, from: a@b, to: [c@d, x] } | 2:51: notifications.channels.c.to: 'x' is not an e-mail address",
        "{ type: email, host: h, from: a@b, to: [\"c@d\\r\\nBcc: e@f\"] } | 2:46: notifications.channels.c.to: 'c@d  Bcc: e@f' has a contr",
        "{ type: email, host: '${NONE}', from: a@b, to: [c@d] } | 2:27: notifications.channels.c.host: the environment variable NONE is no",
        "{ type: twilio, account-sid: a/b, auth-token: '${S}', from: f, to: [+15005550006] } | 2:35: notifications.channels.c.account-sid:",
        "{ type: twilio, account-sid: a, auth-token: '${S}', from: f, to: ['0151'] } | 2:72: notifications.channels.c.to: '0151' is not a",
        "{ type: telegram, token: '${S}', chats: [desk] } | 2:47: notifications.channels.c.chats: 'desk' is not a chat; allowed is",
        "HOOK url: http://h/x } | 2:41: notifications.channels.c.url: the address is not encrypted; write https://, or allow-private: yes",
        "HOOK url: ftp://h/x } | 2:41: notifications.channels.c.url: the address does not begin with https://; allowed is an absolute http",
        "HOOK url: /hook } | 2:41: notifications.channels.c.url: the address does not begin with https://",
        "HOOK url: 'https://u:p@h/x' } | 2:41: notifications.channels.c.url: the address has a user or a password in it",
        "HOOK url: 'https:///x' } | 2:41: notifications.channels.c.url: the address has no host, or not a valid one",
        "HOOK url: 'https://h/a b' } | 2:41: notifications.channels.c.url: the address has a space or a control character",
        "HOOK url: 'https://h:70000/' } | 2:41: notifications.channels.c.url: the address has the port 70000",
        "HOOK url: 'https://h/#x' } | 2:41: notifications.channels.c.url: the address has a part after #",
        "HOOK url: 'https://h/%zz' } | 2:41: notifications.channels.c.url: the address is malformed",
        "HOOK url: https://h, hosts: ['a/b'] } | 2:60: notifications.channels.c.hosts: 'a/b' is not a host",
        "HOOK url: https://h, allow-private: sure } | 2:67: notifications.channels.c.allow-private: 'sure' is neither yes nor no",
        "{ type: alertmanager, url: 'https://h?x=1' } | 2:33: notifications.channels.c.url: the address has a part after ?",
        // Secrets.
        "{ type: slack, webhook-url: hunter2 } | 2:34: notifications.channels.c.webhook-url: is a secret, and a configuration holds no sec",
        "{ type: slack, webhook-url: 'x${S}' } | 2:34: notifications.channels.c.webhook-url: is a secret, and a configuration holds no",
        "{ type: slack, webhook-url: '${S:-x}' } | 2:34: notifications.channels.c.webhook-url: is a secret, and a configuration holds no",
        "{ type: slack, webhook-url: '${NONE}' } | 2:34: notifications.channels.c.webhook-url: the environment variable NONE is not set; w",
        "{ type: slack, webhook-url: '${EMPTY}' } | 2:34: notifications.channels.c.webhook-url: the environment variable EMPTY is empty",
        "{ type: slack, webhook-url: '${LINES}' } | 2:34: notifications.channels.c.webhook-url: the environment variable LINES has a contr",
        "{ type: slack, webhook-url: } | 2:33: notifications.channels.c.webhook-url: has no value; write webhook-url: ${NAME}",
        "{ type: slack, webhook-url: [x] } | 2:34: notifications.channels.c.webhook-url: takes one value; write webhook-url: ${NAME}",
        "{ type: slack, webhook-url: ${S} } | 2:35: malformed YAML: while parsing a flow mapping expected ',' or '}', but got {; inside {",
        "{ type: slack, webhook-url-file: hook } | 2:39: notifications.channels.c.webhook-url-file: is not the absolute path of a file; wr",
        "{ type: slack, webhook-url-file: '${NONE}/x' } | 2:39: notifications.channels.c.webhook-url-file: has a reference to an environme",
        "{ type: slack, webhook-url-file: /no/such } | 2:39: notifications.channels.c.webhook-url-file: the secret file /no/such does not",
        "{ type: slack, webhook-url-file: / } | 2:39: notifications.channels.c.webhook-url-file: the secret file / is a directory",
        "{ type: slack, webhook-url: '${S}', webhook-url-file: /x } | 2:42: notifications.channels.c.webhook-url-file: is set twice, as we",
        "MAIL host-file: /x } | 2:52: notifications.channels.c.host-file: is not a key of email",
        // The escalation.
        "~notifications: { escalation: { after: 1s } } | 1:30: notifications.escalation: is not a list; write escalation: [{ after: 5m,",
        "~notifications: { escalation: [log] } | 1:31: notifications.escalation.1: needs keys of its own; write escalation: [{",
        "~notifications: { escalation: [{ after: 1s }] } | 1:31: notifications.escalation.1: lacks channels; write escalation: [{ after",
        "~notifications: { escalation: [{ after: 1, channels: [log] }] } | 1:40: notifications.escalation.1.after: '1' has no unit",
        "~notifications: { escalation: [{ after: 1s, channels: [] }] } | 1:54: notifications.escalation.1.channels: is an empty list",
        "~notifications: { escalation: [{ after: 1s, chanels: [log] }] } | 1:31: notifications.escalation.1: lacks channels",
        "~notifications: { escalation: [{ after: 1s, channels: [lgo] }] } | 1:55: notifications.escalation.1.channels: 'lgo' is not a chan",
        "~notifications: { escalation: [{after: 2s, channels: [log]}, {after: 1s, channels: [log]}] } | 1:69: notifications.escalation.2.af"
    })
    void shouldSayWhatIsWrongAndWhere(final String line, final String expected)
    {
        final List<String> errors = errors(file(line));
        assertThat(errors.get(0)).startsWith("f.yaml:" + expected);
        assertThat(errors).hasSize(line.contains("chanels: [log]") ? 2 : 1);
    }

    @Test
    void shouldReportAllErrorsAtOnceInTheOrderOfTheFile()
    {
        assertThat(errors("""
            latency: { alert: 500 }
            notifications:
              repeat: soon
              channels:
                desk:
                  type: email
                  host: smtp example
                  from: interlock@example.com
                  password: hunter2
                pager: { type: pagerduti }
                hook: { type: webhook, url: http://x }
              escalation:
                - { after: 5m, channels: [desk, pagr] }
                - { after: 1m, channels: [hook] }
            losss: 1
            """)).satisfiesExactly(
                (e) -> assertThat(e).startsWith("f.yaml:1:19: latency.alert: '500' has no unit"),
                (e) -> assertThat(e).startsWith("f.yaml:3:11: notifications.repeat: 'soon' is not a duration"),
                (e) -> assertThat(e).startsWith("f.yaml:5:5: notifications.channels.desk: lacks to; a channel of type email needs"),
                (e) -> assertThat(e).startsWith("f.yaml:7:13: notifications.channels.desk.host: 'smtp example' is not a host"),
                (e) -> assertThat(e).startsWith("f.yaml:9:17: notifications.channels.desk.password: is a secret"),
                (e) -> assertThat(e).startsWith("f.yaml:9:17: notifications.channels.desk.password: is nothing without username"),
                (e) -> assertThat(e).startsWith("f.yaml:10:20: notifications.channels.pager.type: 'pagerduti' is unknown (did you mean"),
                (e) -> assertThat(e).startsWith("f.yaml:11:5: notifications.channels.hook: lacks key (or key-file)"),
                (e) -> assertThat(e).startsWith("f.yaml:11:33: notifications.channels.hook.url: the address is not encrypted"),
                (e) -> assertThat(e).startsWith("f.yaml:13:37: notifications.escalation.1.channels: 'pagr' is not a channel (did you mean"),
                (e) -> assertThat(e).startsWith("f.yaml:14:16: notifications.escalation.2.after: '1m' is before the step above it"),
                (e) -> assertThat(e).startsWith("f.yaml:15:1: losss: is not a key"));
    }

    @Test
    void shouldRefuseTheSameKeyNestedAndDotted()
    {
        assertThat(errors("notifications: { channels: {} }\nnotifications.channels: {}"))
            .containsExactly("f.yaml:2:1: notifications.channels: is set twice; first at line 1, column 18");
        assertThat(errors("notifications: { repeat: 1h }\nnotifications.repeat: 2h"))
            .containsExactly("f.yaml:2:1: notifications.repeat: is set twice; first at line 1, column 26");
    }

    @Test
    void shouldRefuseMoreChannelsThanThreads()
    {
        final StringBuilder yaml = new StringBuilder("notifications.channels:\n");
        for (int i = 0; i <= ChannelSchema.MOST_CHANNELS; i++)
        {
            yaml.append("  c").append(i).append(": { type: slack, webhook-url: \"${S}\" }\n");
        }
        assertThat(errors(yaml.toString()))
            .containsExactly("f.yaml:102:3: notifications.channels.c100: is one channel too many; at most 100 are allowed");
    }

    @Test
    @Timeout(60)
    void shouldSayOnceThatTwoThousandChannelsAreTooManyAndWhatElseIsWrong()
    {
        final StringBuilder yaml = new StringBuilder("notifications.channels:\n");
        for (int i = 1; i <= 2_000; i++)
        {
            yaml.append("  c").append(i).append(": { type: slack, webhook-url: \"${S}\" }\n");
        }
        assertThat(errors(yaml + "nonsense: 1\n")).hasSize(2)
            .startsWith("f.yaml:102:3: notifications.channels.c101: is one channel too many; at most 100 are allowed")
            .anyMatch(error -> error.startsWith("f.yaml:2002:1: nonsense: "));
    }
}
