package io.interlock.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one table of what a running engine takes of another configuration, and which way a change goes. It has a row for every key of
 * {@link ConfigSchema}, which a test holds together. A key that cannot change before a restart has its reason in the row. Immutable after
 * class initialization.
 */
final class ReloadTable
{
    private static final String RINGS = "rings and tables are made at the start";
    private static final String GATES = "gates have it from the start";
    private static final String FILES = "the files are open";
    private static final String WINDOW = "what has left a window cannot be brought back";
    private static final String TAP = "the FIX tap has it from the start";
    private static final String CONSOLE = "the service listens already";
    private static final String PERSONS = "one person must not take it off a running engine";
    private static final String CHANNELS = "channels are made at the start";

    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    /** How two values of a key compare. */
    enum Order
    {
        /** The lower value is the stricter one. */
        LOWER,
        /** The higher value is the stricter one: also {@code yes} over {@code no}, and the later of the words of a key. */
        HIGHER,
        /** More members are stricter. */
        MORE,
        /** A name: what it brings is compared by itself. */
        NAME,
        /** Nobody can say. */
        UNCLEAR
    }

    /**
     * What becomes of a change of a key.
     *
     * @param order  how its values compare; null where it cannot change before a restart.
     * @param reason why it cannot; null where it can.
     */
    record Row(Order order, String reason)
    {
        boolean live()
        {
            return order != null;
        }
    }

    static
    {
        live(Order.NAME, ConfigSchema.PRESET);
        live(Order.LOWER, ConfigSchema.LATENCY_ALERT, ConfigSchema.LATENCY_THROTTLE, ConfigSchema.LATENCY_HALT);
        live(Order.LOWER, ConfigSchema.LATENCY_CONFIRMATIONS);
        live(Order.LOWER, ConfigSchema.SLIPPAGE_ALERT, ConfigSchema.SLIPPAGE_THROTTLE, ConfigSchema.SLIPPAGE_HALT);
        live(Order.LOWER, ConfigSchema.FAILURES_ALERT, ConfigSchema.FAILURES_THROTTLE, ConfigSchema.FAILURES_HALT,
            ConfigSchema.FAILURES_SHUTDOWN);
        live(Order.LOWER, ConfigSchema.RATE_THROTTLE, ConfigSchema.RATE_HALT, ConfigSchema.RATE_MIN_ORDERS);
        fixed(WINDOW, ConfigSchema.RATE_WINDOW, ConfigSchema.LOSS_WINDOW);
        live(Order.LOWER, ConfigSchema.LOSS_HALT);
        live(Order.HIGHER, ConfigSchema.COOLDOWN_ALERT, ConfigSchema.COOLDOWN_THROTTLE, ConfigSchema.COOLDOWN_HALT);
        // One level down with a cooldown of its own is stricter than all the way at once.
        live(Order.HIGHER, ConfigSchema.RECOVERY_MODE, ConfigSchema.RECOVERY_EVIDENCE);
        // Without it HALT waits for healthy samples, with it for a person, who is the evidence (SEMANTICS 4): neither is the stricter one,
        // and who may only tighten must not get at a way round the samples.
        live(Order.UNCLEAR, ConfigSchema.HALT_CONFIRM);
        live(Order.HIGHER, ConfigSchema.THROTTLE_CONFIDENCE);
        live(Order.LOWER, ConfigSchema.THROTTLE_SIZE_FACTOR);
        // To close positions at market takes risk off and makes losses: which of both is the safer one depends on the positions.
        live(Order.UNCLEAR, ConfigSchema.SHUTDOWN_FLATTEN);
        live(Order.MORE, ConfigSchema.TAGS);
        live(Order.HIGHER, ConfigSchema.JOURNAL_ON_FAILURE);
        fixed(FILES, ConfigSchema.JOURNAL_INPUTS, ConfigSchema.JOURNAL_KEY_FILE, ConfigSchema.JOURNAL_KEEP_DAYS,
            ConfigSchema.JOURNAL_KEEP_MIB, ConfigSchema.JOURNAL_ROLL_MIB, ConfigSchema.JOURNAL_LOW_SPACE_MIB,
            ConfigSchema.JOURNAL_INPUTS_KEEP_DAYS, ConfigSchema.JOURNAL_INPUTS_KEEP_MIB, ConfigSchema.JOURNAL_INPUTS_ROLL_MIB);
        fixed(GATES, ConfigSchema.ENGINE_STALE_LIMIT);
        fixed(RINGS, ConfigSchema.ENGINE_RING_SIZE, ConfigSchema.ENGINE_MAX_SCOPES, ConfigSchema.ENGINE_WAIT, ConfigSchema.ENGINE_LANES);
        live(Order.LOWER, ConfigSchema.HEALTH_HEAP, ConfigSchema.HEALTH_HEAP_ISSUE, ConfigSchema.HEALTH_DESCRIPTORS,
            ConfigSchema.HEALTH_DESCRIPTORS_ISSUE, ConfigSchema.HEALTH_LOOKS);
        live(Order.HIGHER, ConfigSchema.HEALTH_DISK, ConfigSchema.HEALTH_DISK_ISSUE, ConfigSchema.HEALTH_THREADS,
            ConfigSchema.HEALTH_OUT_OF_MEMORY);
        fixed(TAP, ConfigSchema.GATEWAY_THROTTLE, ConfigSchema.GATEWAY_CONFIDENCE_TAG, ConfigSchema.GATEWAY_PRICE_TAG);
        fixed(CONSOLE, ConfigSchema.CONSOLE_PORT, ConfigSchema.CONSOLE_BIND, ConfigSchema.CONSOLE_CERTIFICATE, ConfigSchema.CONSOLE_KEY,
            ConfigSchema.CONSOLE_HOSTS, ConfigSchema.CONSOLE_ORIGINS, ConfigSchema.CONSOLE_CONNECTIONS, ConfigSchema.CONSOLE_ATTEMPTS);
        fixed(PERSONS, ConfigSchema.CONSOLE_TWO_PERSON);
        fixed(CHANNELS, ConfigSchema.NOTIFY_GROUP_WAIT, ConfigSchema.NOTIFY_REPEAT, ConfigSchema.NOTIFY_REDELIVER,
            ConfigSchema.NOTIFY_ESCALATE_REPEAT, ConfigSchema.NOTIFY_TEMPLATES, ConfigSchema.NOTIFY_RUNBOOK);
        ROWS.put(ConfigSchema.CHANNELS, new Row(null, CHANNELS));
        ROWS.put(ConfigSchema.ESCALATION, new Row(null, CHANNELS));
    }

    private ReloadTable()
    {
    }

    private static void live(final Order order, final ConfigKey<?>... keys)
    {
        for (final ConfigKey<?> key : keys)
        {
            ROWS.put(key.name(), new Row(order, null));
        }
    }

    private static void fixed(final String reason, final ConfigKey<?>... keys)
    {
        for (final ConfigKey<?> key : keys)
        {
            ROWS.put(key.name(), new Row(null, reason));
        }
    }

    /** All rows by the name of their key. */
    static Map<String, Row> rows()
    {
        return Map.copyOf(ROWS);
    }

    /** The row of a key; one that the table does not know cannot change before a restart. */
    static Row row(final String key)
    {
        return ROWS.getOrDefault(key, new Row(null, "nothing is known of it"));
    }

    /** Which way a key goes from one value to another that differs. */
    static Direction direction(final String key, final Object before, final Object after)
    {
        final Order order = row(key).order();
        if (order == null)
        {
            return Direction.UNCLEAR;
        }
        return switch (order)
        {
            case LOWER -> compared(after, before);
            case HIGHER -> compared(before, after);
            case MORE -> before instanceof Collection<?> less && after instanceof Collection<?> more && more.containsAll(less)
                ? Direction.TIGHTER : before instanceof Collection<?> was && after instanceof Collection<?> is && was.containsAll(is)
                ? Direction.LOOSER : Direction.UNCLEAR;
            case NAME -> Direction.NONE;
            case UNCLEAR -> Direction.UNCLEAR;
        };
    }

    /** Tighter where the first is the smaller one. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Values of one key are of one type.
    private static Direction compared(final Object smaller, final Object larger)
    {
        if (!(smaller instanceof Comparable one) || !smaller.getClass().equals(larger.getClass()))
        {
            return Direction.UNCLEAR;
        }
        return one.compareTo(larger) < 0 ? Direction.TIGHTER : Direction.LOOSER;
    }
}
