package io.interlock.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The table of the types of channels and of every key of each. Loading, validation, writing, the hints for misspelt keys and the generated
 * reference all follow it, so a key is defined once. Immutable after class initialization.
 */
final class ChannelSchema
{
    /** The key that names the type. */
    static final String TYPE = "type";
    static final String PRIORITY = "priority";
    static final String SCOPES = "scopes";
    static final String QUIET_HOURS = "quiet-hours";
    static final String RATE = "rate";
    static final String TIMEOUT = "timeout";
    static final String DEADLINE = "deadline";
    static final String ALLOW_PRIVATE = "allow-private";
    static final String LOWEST = "INFO";

    /** There without being named, and reached by every transition. */
    static final List<ChannelType> BUILT_IN = List.of(ChannelType.LOG, ChannelType.DASHBOARD);

    /** What a channel can be called. */
    static final TextType NAME = TextType.word("a channel's name");

    /** Each has a thread and a queue. */
    static final int MOST_CHANNELS = 100;

    /** Messages a minute. */
    static final int HIGHEST_RATE = 60_000;

    private static final int HIGHEST_PORT = 65_535;

    /** What every channel has but LOG and DASHBOARD. */
    static final List<ChannelKey> COMMON = List.of(
        one(PRIORITY, WordType.of(LOWEST, "WARNING", "CRITICAL", "EMERGENCY"), "WARNING", "Messages below this priority are not sent."),
        list(SCOPES, new ScopePathType(), "Scopes that are told about, each with all below it; without it every scope."),
        one(QUIET_HOURS, new QuietHoursType(), "", "Hours of each day in which the channel is silent, but for EMERGENCY."),
        one(RATE, new CountType(1, HIGHEST_RATE, false), "30", "Most messages in a minute, but for EMERGENCY."),
        one(TIMEOUT, new DurationType(100_000_000L, 300 * DurationType.SECOND, 1), "10s", "How long one attempt may take."),
        one(DEADLINE, new DurationType(DurationType.SECOND, 24 * 3600 * DurationType.SECOND, 1), "10m",
            "How long all attempts of one message may take; not below `timeout`."));

    private static final ChannelKey LOWEST_ONLY =
        one(PRIORITY, WordType.of(LOWEST), LOWEST, "Every transition reaches this channel.");

    private static final ChannelKey PRIVATE = one(ALLOW_PRIVATE, new SwitchType("yes", "no"), "no",
        "Whether loopback and private addresses may be reached, and http used in place of https.");

    /** When a step of the escalation is taken, and whom it tells. */
    static final ChannelKey STEP_AFTER = needed(one("after", new DurationType(0, DurationType.YEAR, 1), "",
        "How long after the first message; not before the step above it."));
    static final ChannelKey STEP_CHANNELS = needed(list("channels", NAME,
        "Names of channels, told whatever their lowest priority."));

    /** The type itself; what it is decides which other keys there are. */
    static final ChannelKey TYPE_KEY = needed(one(TYPE, new WordType(types()), "", "What the channel speaks."));

    private static final Map<ChannelType, List<ChannelKey>> KEYS = keys();
    private static final Set<String> SECRETS = secrets();

    private ChannelSchema()
    {
    }

    private static Map<ChannelType, List<ChannelKey>> keys()
    {
        final Map<ChannelType, List<ChannelKey>> keys = new EnumMap<>(ChannelType.class);
        keys.put(ChannelType.LOG, List.of(LOWEST_ONLY));
        keys.put(ChannelType.DASHBOARD, List.of(LOWEST_ONLY));
        put(keys, ChannelType.EMAIL, "WARNING",
            needed(one("host", TextType.host(), "", "The mail server.")),
            one("port", new CountType(1, HIGHEST_PORT, false), "587", "The mail server's port."),
            one("security", WordType.of("starttls", "tls", "none"), "starttls", "How the connection is encrypted."),
            needed(one("from", TextType.mail(), "", "Who the mail is from.")),
            needed(list("to", TextType.mail(), "Who the mail is to.")),
            one("username", TextType.line(), "", "Who logs in at the mail server; goes with `password`."),
            secret("password", "What `username` logs in with."));
        put(keys, ChannelType.TWILIO, "EMERGENCY",
            needed(one("account-sid", TextType.word("an account's SID"), "", "The account.")),
            needed(secret("auth-token", "The account's token.")),
            needed(one("from", TextType.line(), "", "The number or the sender's name that the SMS is from.")),
            needed(list("to", TextType.phone(), "Who the SMS is to.")),
            url("https://api.twilio.com", "Twilio's base address."), PRIVATE);
        put(keys, ChannelType.SNS, "EMERGENCY",
            needed(one("region", TextType.word("a region"), "", "The AWS region, for example `eu-central-1`.")),
            one("topic-arn", TextType.arn(), "", "The topic that is published to; this or `to`."),
            list("to", TextType.phone(), "Who the SMS is to; this or `topic-arn`."),
            secret("access-key-id", "Goes with `secret-access-key`; without both, AWS's own chain of credentials holds."),
            secret("secret-access-key", "Goes with `access-key-id`."),
            url("", "The service's base address; without it AWS's own."), PRIVATE);
        put(keys, ChannelType.TELEGRAM, "WARNING",
            needed(secret("token", "The bot's token.")),
            needed(list("chats", TextType.chat(), "The chats that are written to.")),
            url("https://api.telegram.org", "The Bot API's base address."), PRIVATE);
        put(keys, ChannelType.WEBHOOK, "WARNING",
            new ChannelKey("url", ChannelKey.Kind.ADDRESS, new UrlType(true, false), true, "",
                "The address that is posted to. Where whoever knows it may post, write it as a secret."),
            needed(secret("key", "What messages are signed with (HMAC-SHA-256).")),
            secret("next-key", "A second key while one replaces the other: messages carry a signature of each."),
            list("hosts", TextType.host(), "The hosts that may be reached; without it that of `url` alone."), PRIVATE);
        put(keys, ChannelType.SLACK, "WARNING",
            needed(secret("webhook-url", "The address that is posted to: who knows it may write.")), PRIVATE);
        put(keys, ChannelType.PAGERDUTY, "WARNING",
            needed(secret("routing-key", "The integration's key.")),
            url("https://events.pagerduty.com", "The Events API's base address."),
            secret("api-token", "A key of the REST API v2; without it acknowledgements made in PagerDuty are not read back."),
            one("api-url", new UrlType(false, false), "",
                "The REST API's base address; without it https://api.pagerduty.com (EU: https://api.eu.pagerduty.com)."),
            one("poll", new DurationType(5 * DurationType.SECOND, 600 * DurationType.SECOND, 1), "",
                "How often PagerDuty is asked while something is open that nobody has acknowledged; without it 30s."), PRIVATE);
        put(keys, ChannelType.ALERTMANAGER, "WARNING",
            needed(one("url", new UrlType(false, false), "", "Alertmanager's base address.")),
            secret("bearer-token", "What is shown to Alertmanager; this or `username`."),
            one("username", TextType.line(), "", "Who logs in at Alertmanager; goes with `password`."),
            secret("password", "What `username` logs in with."), PRIVATE);
        return Collections.unmodifiableMap(keys);
    }

    private static void put(
        final Map<ChannelType, List<ChannelKey>> keys, final ChannelType type, final String priority, final ChannelKey... own)
    {
        final List<ChannelKey> all = new ArrayList<>(Arrays.asList(own));
        COMMON.forEach((key) -> all.add(key.name().equals(PRIORITY) ? key.withStandard(priority) : key));
        keys.put(type, List.copyOf(all));
    }

    /** The keys of a type, its own first. */
    static List<ChannelKey> keys(final ChannelType type)
    {
        return KEYS.get(type);
    }

    /** The key that a name in a channel of the type stands for, with or without the ending of a secret's file; null where there is none. */
    static ChannelKey find(final ChannelType type, final String name)
    {
        for (final ChannelKey key : KEYS.get(type))
        {
            if (key.name().equals(name) || key.referable() && (key.name() + ChannelKey.FILE).equals(name))
            {
                return key;
            }
        }
        return null;
    }

    /** What may be written in a channel of a type: for the hints. */
    static List<String> names(final ChannelType type)
    {
        final List<String> names = new ArrayList<>(List.of(TYPE));
        for (final ChannelKey key : KEYS.get(type))
        {
            names.add(key.name());
            if (key.referable())
            {
                names.add(key.name() + ChannelKey.FILE);
            }
        }
        return names;
    }

    /** A duration that was judged. */
    static long durationNs(final String canonical)
    {
        try
        {
            return new DurationType(0, DurationType.YEAR, 1).read(canonical);
        }
        catch (final BadValueException impossible)
        {
            throw new IllegalStateException("a value that was read once is read again", impossible);
        }
    }

    /** A type as it is written. */
    static String word(final ChannelType type)
    {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Every type as it is written. */
    static List<String> types()
    {
        return Arrays.stream(ChannelType.values()).map(ChannelSchema::word).toList();
    }

    /** Whether a key looks as if it were meant to be a secret's, of whatever type: then no message may quote its value. */
    static boolean mayBeSecret(final String name)
    {
        return SECRETS.contains(name) || DidYouMean.nearest(name, SECRETS) != null;
    }

    private static Set<String> secrets()
    {
        final Set<String> secrets = new TreeSet<>();
        for (final List<ChannelKey> keys : KEYS.values())
        {
            keys.stream().filter(ChannelKey::secret).forEach((key) -> secrets.addAll(List.of(key.name(), key.name() + ChannelKey.FILE)));
        }
        return secrets;
    }

    private static ChannelKey one(final String name, final ValueType<?> type, final String standard, final String meaning)
    {
        return new ChannelKey(name, ChannelKey.Kind.ONE, type, false, standard, meaning);
    }

    private static ChannelKey list(final String name, final ValueType<?> type, final String meaning)
    {
        return new ChannelKey(name, ChannelKey.Kind.LIST, type, false, "", meaning);
    }

    private static ChannelKey secret(final String name, final String meaning)
    {
        return new ChannelKey(name, ChannelKey.Kind.SECRET, null, false, "", meaning);
    }

    private static ChannelKey url(final String standard, final String meaning)
    {
        return one("url", new UrlType(false, false), standard, meaning);
    }

    private static ChannelKey needed(final ChannelKey key)
    {
        return new ChannelKey(key.name(), key.kind(), key.type(), true, key.standard(), key.meaning());
    }
}
