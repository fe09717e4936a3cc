package io.interlock.config;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes valid notifications from a seed, with texts that mean harm to a writer of YAML. Threading: one test thread. */
final class RandomNotifications
{
    private static final List<String> PIECES = List.of(
        "a", "0", ".", "\"", "'", "\\", "\\n", " #", ": ", ",", "${HOME}", "${", "$", "}", "{}", "[a]", "&a", "*a", "!!x", "%41", "@", "`",
        "- ", "|", ">", "~", "null", "<<", "=", "  ", "\u00E9", "\u202E", "\uD83D\uDE00");

    private final SplittableRandom random;

    RandomNotifications(final SplittableRandom random)
    {
        this.random = random;
    }

    NotificationsConfig next()
    {
        final Map<String, ChannelConfig> channels = new LinkedHashMap<>();
        final int count = random.nextInt(5);
        for (int i = 0; i < count; i++)
        {
            final ChannelConfig channel = channel();
            channels.putIfAbsent(channel.name(), channel);
        }
        final List<EscalationStep> steps = new ArrayList<>();
        long afterNs = 0;
        for (int left = channels.isEmpty() ? 0 : random.nextInt(4); left > 0; left--)
        {
            afterNs += random.nextLong(600 * DurationType.SECOND);
            steps.add(new EscalationStep(afterNs, random.nextBoolean() ? List.of("log") : new ArrayList<>(channels.keySet())));
        }
        return new NotificationsConfig(policy(), new ArrayList<>(channels.values()), steps);
    }

    private NotificationsConfig.Policy policy()
    {
        return random.nextInt(3) == 0 ? NotificationsConfig.Policy.DEFAULTS : new NotificationsConfig.Policy(
            random.nextLong(3600 * DurationType.SECOND), random.nextBoolean() ? 0 : seconds(DurationType.YEAR), seconds(DurationType.YEAR),
            seconds(DurationType.YEAR), random.nextBoolean() ? "" : "/" + text(),
            random.nextBoolean() ? "" : url(new UrlType(false, true)));
    }

    private ChannelConfig channel()
    {
        // Not LOG and DASHBOARD: of them there is one at most, and nothing in it changes.
        final ChannelType type = ChannelType.values()[2 + random.nextInt(ChannelType.values().length - 2)];
        final Map<String, List<String>> settings = new HashMap<>();
        final Map<String, Secret> secrets = new HashMap<>();
        final Set<String> left = new LinkedHashSet<>(random.nextBoolean() ?
            List.of("topic-arn", "access-key-id", "secret-access-key", "username", "password", "api-token", "api-url", "poll") :
            List.of("to", "bearer-token"));
        for (final ChannelKey key : ChannelSchema.keys(type))
        {
            final boolean common = ChannelSchema.COMMON.stream().anyMatch((other) -> other.name().equals(key.name()));
            final boolean paired = List.of("topic-arn", "to", "access-key-id", "secret-access-key", "username", "password", "api-token")
                .contains(key.name());
            final boolean set = key.required() ||
                !left.contains(key.name()) && (paired || !key.standard().isEmpty() || random.nextBoolean());
            if (set && !common && (key.secret() || key.referable() && random.nextBoolean()))
            {
                secrets.put(key.name(), random.nextBoolean() ?
                    Secret.variable("V" + random.nextInt(9), (name) -> null) : Secret.file(Path.of("/no/such/" + text())));
            }
            else if (set && !common)
            {
                settings.put(key.name(), values(key));
            }
        }
        return new ChannelConfig("c" + random.nextInt(20), type, route(), settings, secrets, "somewhere");
    }

    private ChannelRoute route()
    {
        final Set<String> scopes = new LinkedHashSet<>();
        for (int count = random.nextInt(4); count > 0; count--)
        {
            final String scope = text();
            if (ScopePaths.fault(scope) == null)
            {
                scopes.add(scope);
            }
        }
        final LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
        final QuietHours quiet = random.nextBoolean() ? null : new QuietHours(from, from.plusMinutes(1 + random.nextInt(1_400)),
            ZoneId.of(pick(List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "America/Argentina/Buenos_Aires"))));
        return new ChannelRoute(pick(List.of("INFO", "WARNING", "CRITICAL", "EMERGENCY")), scopes, quiet, 1 + random.nextInt(60_000),
            seconds(9 * DurationType.SECOND), seconds(3600 * DurationType.SECOND) + 10 * DurationType.SECOND);
    }

    private List<String> values(final ChannelKey key)
    {
        final List<String> values = new ArrayList<>();
        for (int count = key.kind() == ChannelKey.Kind.LIST ? 1 + random.nextInt(3) : 1; count > 0; count--)
        {
            final String value = value(key);
            if (!values.contains(value))
            {
                values.add(value);
            }
        }
        return values;
    }

    private String value(final ChannelKey key)
    {
        if (key.type() instanceof CountType count)
        {
            return Integer.toString(random.nextInt(count.min(), count.max() + 1));
        }
        if (key.type() instanceof DurationType)
        {
            return DurationType.shown(DurationType.SECOND * (5 + random.nextInt(596)));
        }
        if (key.type() instanceof SwitchType)
        {
            // Http is used: it must be allowed.
            return "yes";
        }
        if (key.type() instanceof WordType word)
        {
            return pick(word.words());
        }
        if (key.type() instanceof UrlType url)
        {
            return url(url);
        }
        return switch (((TextType)key.type()).what())
        {
            case "a host" -> pick(List.of("null", "smtp.example.com", "127.0.0.1", "[::1]", "a_b"));
            case "an e-mail address" -> pick(List.of("a@b", "{x}+!#$%&'*/=?^`|~@example.com", "null@localhost"));
            case "a telephone number" -> "+1500555" + (1_000 + random.nextInt(9_000));
            case "a chat" -> pick(List.of("-1001234567890", "42", "@desk_1"));
            case "a topic's ARN" -> "arn:aws:sns:eu-central-1:123456789012:desk";
            case "a text" -> text();
            default -> pick(List.of("null", "yes", "eu-central-1", "AC_0"));
        };
    }

    private String url(final UrlType url)
    {
        return pick(List.of("https", "http")) + "://h" + random.nextInt(9) + ".example.com:" + (1 + random.nextInt(65_535)) +
            pick(List.of("", "/", "/a,b/$%7B", "/'(x)*&a")) + (url.query() ? pick(List.of("", "?x=*a&y=$")) : "");
    }

    // Neither blank nor with white space at its ends, which a loader takes off.
    private String text()
    {
        final StringBuilder text = new StringBuilder("x");
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--)
        {
            text.append(pick(PIECES));
        }
        return text.append('y').toString();
    }

    private long seconds(final long most)
    {
        return DurationType.SECOND * (1 + random.nextLong(most / DurationType.SECOND));
    }

    private <T> T pick(final List<T> all)
    {
        return all.get(random.nextInt(all.size()));
    }
}
