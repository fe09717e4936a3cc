package io.interlock.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of every key. Loading, validation, the builder, {@code config explain}, the hints for misspelt keys and the generated
 * reference all follow it, so a key is defined once. Immutable after class initialization.
 */
final class ConfigSchema
{
    /** The key that holds the sections of the scopes; it is not a row, since it holds keys and no value. */
    static final String SCOPES = "scopes";

    /** The group of the keys of notifications. */
    static final String NOTIFICATIONS = "notifications";

    /** The key that holds the channels, each with the keys of its type: {@link ChannelSchema} has them. */
    static final String CHANNELS = NOTIFICATIONS + ".channels";

    /** The key that holds the steps of the escalation. */
    static final String ESCALATION = NOTIFICATIONS + ".escalation";

    private static final int COUNT_LIMIT = 1_000_000;
    private static final Map<String, ConfigKey<?>> KEYS = new LinkedHashMap<>();

    static final ConfigKey<String> PRESET = engine("preset", new PresetType(), "What every key holds that the file does not set.");

    static final ConfigKey<Long> LATENCY_ALERT = scope("latency.alert", latency(), "A sample from here on demands ALERT.");
    static final ConfigKey<Long> LATENCY_THROTTLE = scope("latency.throttle", latency(), "A sample from here on demands THROTTLE.");
    static final ConfigKey<Long> LATENCY_HALT = scope("latency.halt", latency(), "A sample strictly above demands HALT.");
    static final ConfigKey<Integer> LATENCY_CONFIRMATIONS = scope("latency.confirmations", count(COUNT_LIMIT),
        "Samples in a row at or over a level's threshold that trip that level.");

    static final ConfigKey<Long> SLIPPAGE_ALERT = scope("slippage.alert", percent(false), "A fill from here on demands ALERT.");
    static final ConfigKey<Long> SLIPPAGE_THROTTLE = scope("slippage.throttle", percent(false), "A fill from here on demands THROTTLE.");
    static final ConfigKey<Long> SLIPPAGE_HALT = scope("slippage.halt", percent(false), "A fill strictly above demands HALT.");

    static final ConfigKey<Integer> FAILURES_ALERT = scope("failures.alert", count(COUNT_LIMIT), "Failures in a row that demand ALERT.");
    static final ConfigKey<Integer> FAILURES_THROTTLE = scope("failures.throttle", count(COUNT_LIMIT),
        "Failures in a row that demand THROTTLE.");
    static final ConfigKey<Integer> FAILURES_HALT = scope("failures.halt", count(COUNT_LIMIT), "Failures in a row that demand HALT.");
    static final ConfigKey<Integer> FAILURES_SHUTDOWN = scope("failures.shutdown", count(COUNT_LIMIT),
        "Failures in a row that demand SHUTDOWN.");

    static final ConfigKey<Long> RATE_THROTTLE = scope("failure-rate.throttle", new PercentType(true, true),
        "From this share of failures in the window on THROTTLE.");
    static final ConfigKey<Long> RATE_HALT = scope("failure-rate.halt", new PercentType(true, true),
        "From this share of failures in the window on HALT.");
    static final ConfigKey<Long> RATE_WINDOW = scope("failure-rate.window", window(), "How far back the rate looks.");
    static final ConfigKey<Integer> RATE_MIN_ORDERS = scope("failure-rate.min-orders", count(COUNT_LIMIT),
        "Results that must be in the window before the rate is judged.");

    static final ConfigKey<Long> LOSS_HALT = scope("loss.halt", percent(false), "A loss strictly above demands HALT.");
    static final ConfigKey<Long> LOSS_WINDOW = scope("loss.window", window(), "How far back the highest equity is looked for.");

    static final ConfigKey<Long> COOLDOWN_ALERT = scope("cooldown.alert", cooldown(), "Health before ALERT is left.");
    static final ConfigKey<Long> COOLDOWN_THROTTLE = scope("cooldown.throttle", cooldown(), "Health before THROTTLE is left.");
    static final ConfigKey<Long> COOLDOWN_HALT = scope("cooldown.halt", cooldown(), "Health before HALT is left.");

    static final ConfigKey<RecoveryMode> RECOVERY_MODE = scope("recovery.mode", ChoiceType.of(RecoveryMode.class),
        "Whether a recovery goes to CLOSED at once or one level down.");
    static final ConfigKey<Integer> RECOVERY_EVIDENCE = scope("recovery.evidence", count(COUNT_LIMIT),
        "Healthy samples wanted before a recovery.");
    static final ConfigKey<Boolean> HALT_CONFIRM = scope("halt.confirm", yesNo(), "Whether leaving HALT waits for an operator's confirm.");

    static final ConfigKey<Double> THROTTLE_CONFIDENCE = scope("throttle.confidence", new FractionType(true),
        "In THROTTLE an order that adds risk needs a confidence strictly above this.");
    static final ConfigKey<Double> THROTTLE_SIZE_FACTOR = scope("throttle.size-factor", new FractionType(false),
        "In THROTTLE the size of an order that adds risk is multiplied by this.");
    static final ConfigKey<Boolean> SHUTDOWN_FLATTEN = scope("shutdown.flatten", yesNo(),
        "Whether SHUTDOWN closes positions at market before it disconnects.");
    static final ConfigKey<Set<String>> TAGS = scope("tags", new TagsType(),
        "The scope's own tags; `aggressive` refuses every order that adds risk in THROTTLE, there and below.");

    static final ConfigKey<JournalConfig.OnFailure> JOURNAL_ON_FAILURE = engine("journal.on-failure",
        ChoiceType.of(JournalConfig.OnFailure.class), "The level that a failed journal demands of the root.");
    static final ConfigKey<Boolean> JOURNAL_INPUTS = engine("journal.inputs", new SwitchType("on", "off"),
        "Whether inputs are recorded for replay.");
    static final ConfigKey<String> JOURNAL_KEY_FILE = engine("journal.key-file", new FileType("file"),
        "A file whose bytes seal the records (HMAC): who has it not cannot make a chain that verifies. For its owner alone to read.");
    static final ConfigKey<Integer> JOURNAL_KEEP_DAYS = engine("journal.keep-days", new CountType(1, 36_500, false),
        "Files of the journal older than this many days are deleted.");
    static final ConfigKey<Integer> JOURNAL_KEEP_MIB = engine("journal.keep-mib", new CountType(16, 1 << 24, false),
        "Whole oldest files of the journal beyond this many MiB are deleted.");
    static final ConfigKey<Integer> JOURNAL_ROLL_MIB = engine("journal.roll-mib", new CountType(1, 1024, false),
        "The journal begins a new file each day (UTC), and where one has reached this many MiB.");
    static final ConfigKey<Integer> JOURNAL_LOW_SPACE_MIB = engine("journal.low-space-mib", new CountType(0, 1 << 24, false),
        "Less than this many MiB left on the journal's disk raise an issue.");
    static final ConfigKey<Integer> JOURNAL_INPUTS_KEEP_DAYS = engine("journal.inputs-keep-days", new CountType(1, 36_500, false),
        "Files of the recorded inputs older than this many days are deleted.");
    static final ConfigKey<Integer> JOURNAL_INPUTS_KEEP_MIB = engine("journal.inputs-keep-mib", new CountType(16, 1 << 24, false),
        "Whole oldest files of the recorded inputs beyond this many MiB are deleted; at least twice `journal.inputs-roll-mib`.");
    static final ConfigKey<Integer> JOURNAL_INPUTS_ROLL_MIB = engine("journal.inputs-roll-mib", new CountType(8, 1024, false),
        "The recording of inputs begins a new file each day (UTC), and where one has reached this many MiB.");

    static final ConfigKey<Long> ENGINE_STALE_LIMIT = engine("engine.stale-limit",
        new DurationType(10_000_000L, 60 * DurationType.SECOND, 1),
        "Without progress of the breaker thread for this long OPEN is refused.");
    static final ConfigKey<Integer> ENGINE_RING_SIZE = engine("engine.ring-size", new CountType(64, 1 << 22, true),
        "Slots of the input ring.");
    static final ConfigKey<Integer> ENGINE_MAX_SCOPES = engine("engine.max-scopes", new CountType(1, 65_536, false),
        "Scopes that can exist, the root among them.");
    static final ConfigKey<WaitMode> ENGINE_WAIT = engine("engine.wait-strategy", ChoiceType.of(WaitMode.class),
        "How the breaker thread waits for input; adaptive looks at the cores present.");
    static final ConfigKey<Boolean> ENGINE_LANES = engine("engine.lanes", new SwitchType("on", "off"),
        "Whether reports that cannot change a decision are gathered in counters of their reporter; off, each is an event.");

    static final ConfigKey<Long> HEALTH_HEAP = engine("health.heap", new PercentType(false, true),
        "From this share of the heap still in use after a collection on, at `health.looks` looks in a row, MEMORY_ERROR: SHUTDOWN.");
    static final ConfigKey<Long> HEALTH_HEAP_ISSUE = engine("health.heap-issue", new PercentType(false, true),
        "From this share of the heap still in use after a collection on an issue.");
    static final ConfigKey<Long> HEALTH_DESCRIPTORS = engine("health.descriptors", new PercentType(false, true),
        "From this share of the process's file descriptors on, at `health.looks` looks in a row, SYSTEM_ERROR: SHUTDOWN.");
    static final ConfigKey<Long> HEALTH_DESCRIPTORS_ISSUE = engine("health.descriptors-issue", new PercentType(false, true),
        "From this share of the process's file descriptors on an issue.");
    static final ConfigKey<Long> HEALTH_DISK = engine("health.disk", new SizeType(1L << 24),
        "Less than this left on the data directory's disk, at `health.looks` looks in a row, is a SYSTEM_ERROR: SHUTDOWN.");
    static final ConfigKey<Long> HEALTH_DISK_ISSUE = engine("health.disk-issue", new SizeType(1L << 24),
        "Less than this left on the data directory's disk is an issue.");
    static final ConfigKey<Boolean> HEALTH_THREADS = engine("health.threads", new SwitchType("on", "off"),
        "Whether a thread of the engine that has ended though nobody closed it is a SYSTEM_ERROR: SHUTDOWN. Off, it is an issue.");
    static final ConfigKey<Boolean> HEALTH_OUT_OF_MEMORY = engine("health.out-of-memory", new SwitchType("on", "off"),
        "Whether an OutOfMemoryError in a listener or an action is a MEMORY_ERROR: SHUTDOWN. One on the breaker thread always is.");
    static final ConfigKey<Integer> HEALTH_LOOKS = engine("health.looks", new CountType(1, 3_600, false),
        "Looks in a row, a second apart, before a limit of heap, descriptors or disk is a cause.");

    static final ConfigKey<GatewayConfig.ThrottleMode> GATEWAY_THROTTLE = engine("gateway.throttle",
        ChoiceType.of(GatewayConfig.ThrottleMode.class), "Whether THROTTLE cuts the quantity of an allowed order or refuses the order.");
    static final ConfigKey<Integer> GATEWAY_CONFIDENCE_TAG = engine("gateway.confidence-tag", new CountType(5_000, 39_999, false),
        "The FIX tag (of the user-defined range) that carries an order's confidence; it is taken off before the wire.");
    static final ConfigKey<Integer> GATEWAY_PRICE_TAG = engine("gateway.price-tag", new CountType(5_000, 39_999, false),
        "The FIX tag (of the user-defined range) that carries the price an order was decided at; it is taken off before the wire.");

    static final ConfigKey<Integer> CONSOLE_PORT = engine("console.port", new PortType(),
        "The port of the HTTP service; where one is given, there is a service.");
    static final ConfigKey<String> CONSOLE_BIND = engine("console.bind", new BindType(),
        "The address that the service listens on; one that other machines reach needs `console.tls`.");
    static final ConfigKey<String> CONSOLE_CERTIFICATE = engine("console.tls.certificate-file", new FileType("file"),
        "The certificate and those that vouch for it (PEM).");
    static final ConfigKey<String> CONSOLE_KEY = engine("console.tls.key-file", new FileType("file"),
        "The certificate's private key (PEM, PKCS #8, not encrypted). For its owner alone to read.");
    static final ConfigKey<Set<String>> CONSOLE_HOSTS = engine("console.allowed-hosts", NamesType.hosts(),
        "Hosts by which the service may be asked, beside those of the loopback and `console.bind` with its port; without a port, any.");
    static final ConfigKey<Set<String>> CONSOLE_ORIGINS = engine("console.allowed-origins", NamesType.origins(),
        "Origins of pages that may ask the service, beside its own.");
    static final ConfigKey<Integer> CONSOLE_CONNECTIONS = engine("console.max-connections", new CountType(8, 10_000, false),
        "Connections at once; one more ends the oldest that has shown no token.");
    static final ConfigKey<Integer> CONSOLE_ATTEMPTS = engine("console.attempts-per-minute", new CountType(1, 1_000, false),
        "Wrong tokens that an address may show in a minute; then it is put off. A right token passes all the same.");
    static final ConfigKey<Boolean> CONSOLE_TWO_PERSON = engine("console.two-person", new SwitchType("on", "off"),
        "Whether `recover`, `reset`, `accept` and a reload that loosens need a second person with another admin token.");

    static final ConfigKey<Long> NOTIFY_GROUP_WAIT = engine("notifications.group-wait", new DurationType(0, 3600 * DurationType.SECOND, 1),
        "Changes of a scope below EMERGENCY that follow a message within this are gathered into the next one.");
    static final ConfigKey<Long> NOTIFY_REPEAT = engine("notifications.repeat", new RepeatType(lasting()),
        "A level that lasts is told about again after each of these.");
    static final ConfigKey<Long> NOTIFY_REDELIVER = engine("notifications.redeliver", lasting(),
        "A CRITICAL or EMERGENCY message that was not delivered is sent after a restart if it is not older than this.");
    static final ConfigKey<Long> NOTIFY_ESCALATE_REPEAT = engine("notifications.escalate-repeat", lasting(),
        "The last step of the escalation is told again after each of these while nobody acknowledges.");
    static final ConfigKey<String> NOTIFY_TEMPLATES = engine("notifications.templates", new FileType("folder"),
        "A folder with templates that replace the built-in ones.");
    static final ConfigKey<String> NOTIFY_RUNBOOK = engine("notifications.runbook", new UrlType(false, true),
        "The address under which people find the pages of the runbook; messages link to them.");

    /** Thresholds that must not fall from one level to the next. */
    static final List<List<ConfigKey<? extends Number>>> RISING = List.of(
        List.of(LATENCY_ALERT, LATENCY_THROTTLE, LATENCY_HALT),
        List.of(SLIPPAGE_ALERT, SLIPPAGE_THROTTLE, SLIPPAGE_HALT),
        List.of(FAILURES_ALERT, FAILURES_THROTTLE, FAILURES_HALT, FAILURES_SHUTDOWN),
        List.of(RATE_THROTTLE, RATE_HALT));

    private static final Set<String> GROUPS = new LinkedHashSet<>();

    static
    {
        for (final String name : KEYS.keySet())
        {
            for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1))
            {
                GROUPS.add(name.substring(0, dot));
            }
        }
    }

    private ConfigSchema()
    {
    }

    static List<ConfigKey<?>> keys()
    {
        return List.copyOf(KEYS.values());
    }

    static List<ConfigKey<?>> scopedKeys()
    {
        return KEYS.values().stream().filter(ConfigKey::scoped).toList();
    }

    /** The key of that name, or null. */
    static ConfigKey<?> find(final String name)
    {
        return KEYS.get(name);
    }

    static boolean isGroup(final String name)
    {
        return GROUPS.contains(name);
    }

    /** Whether a scope's section may hold keys of the group. */
    static boolean isScopedGroup(final String name)
    {
        return KEYS.values().stream().anyMatch((key) -> key.scoped() && key.name().startsWith(name + "."));
    }

    /** What may be written where a key is expected: for the hints. */
    static List<String> candidates(final boolean scopeSection)
    {
        final List<String> names = new ArrayList<>();
        for (final ConfigKey<?> key : KEYS.values())
        {
            if (!scopeSection || key.scoped())
            {
                names.add(key.name());
                if (!key.group().isEmpty() && !names.contains(key.group()))
                {
                    names.add(key.group());
                }
            }
        }
        if (!scopeSection)
        {
            names.add(SCOPES);
            names.add(CHANNELS);
            names.add(ESCALATION);
        }
        return names;
    }

    private static <T> ConfigKey<T> scope(final String name, final ValueType<T> type, final String meaning)
    {
        return add(new ConfigKey<>(name, true, type, meaning));
    }

    private static <T> ConfigKey<T> engine(final String name, final ValueType<T> type, final String meaning)
    {
        return add(new ConfigKey<>(name, false, type, meaning));
    }

    private static <T> ConfigKey<T> add(final ConfigKey<T> key)
    {
        KEYS.put(key.name(), key);
        return key;
    }

    private static DurationType latency()
    {
        return new DurationType(1, DurationType.YEAR, 1);
    }

    private static DurationType cooldown()
    {
        return new DurationType(1, DurationType.YEAR, 1);
    }

    private static DurationType lasting()
    {
        return new DurationType(DurationType.SECOND, DurationType.YEAR, 1);
    }

    private static DurationType window()
    {
        return new DurationType(DurationType.SECOND, 3600 * DurationType.SECOND, DurationType.SECOND);
    }

    private static PercentType percent(final boolean zero)
    {
        return new PercentType(zero, false);
    }

    private static CountType count(final int max)
    {
        return new CountType(1, max, false);
    }

    private static SwitchType yesNo()
    {
        return new SwitchType("yes", "no");
    }
}
