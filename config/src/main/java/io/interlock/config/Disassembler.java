package io.interlock.config;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes a configuration apart into a draft, the other way round than {@link Assembler}: the top level sets every key, a section those that
 * it would otherwise have from elsewhere. Values that no text of the table of keys stands for are errors. Threading: one thread.
 */
final class Disassembler
{
    private final BreakerConfig config;
    private final ErrorList errors;
    private final ConfigDraft draft = new ConfigDraft();

    Disassembler(final BreakerConfig config, final ErrorList errors)
    {
        this.config = config;
        this.errors = errors;
    }

    /** The draft; with errors it is not whole. */
    ConfigDraft disassemble()
    {
        final Layer top = draft.top();
        put(top, ConfigSchema.PRESET, config.preset());
        draft.basis(top.get(ConfigSchema.PRESET).broken() ? ConfigLoader.DEFAULT_PRESET : config.preset());
        journal(top, config.journal());
        engine(top, config.engine());
        gateway(top, config.gateway());
        notifications(top, config.notifications());
        console(top, config.console());
        // In the order of their paths, so that a section comes after those that it has values from.
        new TreeMap<>(config.sections()).forEach(this::section);
        return draft;
    }

    private void journal(final Layer top, final JournalConfig journal)
    {
        put(top, ConfigSchema.JOURNAL_ON_FAILURE, journal.onFailure());
        put(top, ConfigSchema.JOURNAL_INPUTS, journal.inputs());
        put(top, ConfigSchema.JOURNAL_KEY_FILE, journal.files().keyFile());
        put(top, ConfigSchema.JOURNAL_KEEP_DAYS, journal.files().keepDays());
        put(top, ConfigSchema.JOURNAL_KEEP_MIB, journal.files().keepMib());
        put(top, ConfigSchema.JOURNAL_ROLL_MIB, journal.files().rollMib());
        put(top, ConfigSchema.JOURNAL_LOW_SPACE_MIB, journal.files().lowSpaceMib());
        put(top, ConfigSchema.JOURNAL_INPUTS_KEEP_DAYS, journal.inputFiles().keepDays());
        put(top, ConfigSchema.JOURNAL_INPUTS_KEEP_MIB, journal.inputFiles().keepMib());
        put(top, ConfigSchema.JOURNAL_INPUTS_ROLL_MIB, journal.inputFiles().rollMib());
    }

    private void engine(final Layer top, final EngineConfig engine)
    {
        put(top, ConfigSchema.ENGINE_STALE_LIMIT, engine.staleLimitNs());
        put(top, ConfigSchema.ENGINE_RING_SIZE, engine.ringSize());
        put(top, ConfigSchema.ENGINE_MAX_SCOPES, engine.maxScopes());
        put(top, ConfigSchema.ENGINE_WAIT, engine.waitMode());
        put(top, ConfigSchema.ENGINE_LANES, engine.lanes());
        final HealthConfig health = engine.health();
        put(top, ConfigSchema.HEALTH_HEAP, health.heap().causePpb());
        put(top, ConfigSchema.HEALTH_HEAP_ISSUE, health.heap().issuePpb());
        put(top, ConfigSchema.HEALTH_DESCRIPTORS, health.descriptors().causePpb());
        put(top, ConfigSchema.HEALTH_DESCRIPTORS_ISSUE, health.descriptors().issuePpb());
        put(top, ConfigSchema.HEALTH_DISK, health.disk().causeBytes());
        put(top, ConfigSchema.HEALTH_DISK_ISSUE, health.disk().issueBytes());
        put(top, ConfigSchema.HEALTH_THREADS, health.threads());
        put(top, ConfigSchema.HEALTH_OUT_OF_MEMORY, health.outOfMemory());
        put(top, ConfigSchema.HEALTH_LOOKS, health.looks());
    }

    private void gateway(final Layer top, final GatewayConfig gateway)
    {
        put(top, ConfigSchema.GATEWAY_THROTTLE, gateway.throttle());
        put(top, ConfigSchema.GATEWAY_CONFIDENCE_TAG, gateway.confidenceTag());
        put(top, ConfigSchema.GATEWAY_PRICE_TAG, gateway.priceTag());
    }

    private void notifications(final Layer top, final NotificationsConfig notifications)
    {
        NotificationsParts.policy(notifications.policy()).forEach((setting) -> put(top, setting));
        final int before = errors.count();
        NotificationsParts.judge(notifications, draft.notifications(), SecretMode.NAMED, errors);
        if (errors.count() == before && !draft.notifications().channelConfigs().equals(notifications.channels()))
        {
            // Neither has a secret in it, but a channel has too much for a message.
            errors.add(origin(top).error(ConfigSchema.CHANNELS, "", "would be read again as others: defaults are missing, or a value is " +
                "not in its usual form", "make the configuration with BreakerConfig.builder().notifications(..)"));
        }
    }

    private void console(final Layer top, final ConsoleConfig console)
    {
        put(top, ConfigSchema.CONSOLE_PORT, console.port());
        put(top, ConfigSchema.CONSOLE_BIND, console.bind());
        put(top, ConfigSchema.CONSOLE_CERTIFICATE, console.certificateFile());
        put(top, ConfigSchema.CONSOLE_KEY, console.keyFile());
        put(top, ConfigSchema.CONSOLE_HOSTS, console.names().allowedHosts());
        put(top, ConfigSchema.CONSOLE_ORIGINS, console.names().allowedOrigins());
        put(top, ConfigSchema.CONSOLE_CONNECTIONS, console.limits().maxConnections());
        put(top, ConfigSchema.CONSOLE_ATTEMPTS, console.limits().attemptsPerMinute());
        put(top, ConfigSchema.CONSOLE_TWO_PERSON, console.twoPerson());
    }

    private void section(final String path, final ScopeConfig scope)
    {
        final String fault = ScopePaths.fault(path);
        if (fault != null)
        {
            final String key = ConfigSchema.SCOPES + "." + ConfigError.shown(path);
            errors.add(origin(draft.top()).error(key, path, fault, "allowed are " + ScopePaths.ALLOWED));
            return;
        }
        final Layer layer = path.isEmpty() ? draft.top() : draft.scope(path);
        samples(path, layer, scope);
        results(path, layer, scope);
        recovery(path, layer, scope.recovery());
        put(path, layer, ConfigSchema.THROTTLE_CONFIDENCE, scope.policy().throttle().confidence());
        put(path, layer, ConfigSchema.THROTTLE_SIZE_FACTOR, scope.policy().throttle().sizeFactor());
        put(path, layer, ConfigSchema.SHUTDOWN_FLATTEN, scope.policy().shutdown().flatten());
        put(path, layer, ConfigSchema.TAGS, scope.policy().tags());
    }

    private void samples(final String path, final Layer layer, final ScopeConfig scope)
    {
        put(path, layer, ConfigSchema.LATENCY_ALERT, scope.latency().alertNs());
        put(path, layer, ConfigSchema.LATENCY_THROTTLE, scope.latency().throttleNs());
        put(path, layer, ConfigSchema.LATENCY_HALT, scope.latency().haltNs());
        put(path, layer, ConfigSchema.LATENCY_CONFIRMATIONS, scope.latency().confirmations());
        put(path, layer, ConfigSchema.SLIPPAGE_ALERT, scope.slippage().alertPpb());
        put(path, layer, ConfigSchema.SLIPPAGE_THROTTLE, scope.slippage().throttlePpb());
        put(path, layer, ConfigSchema.SLIPPAGE_HALT, scope.slippage().haltPpb());
        put(path, layer, ConfigSchema.LOSS_HALT, scope.loss().haltPpb());
        put(path, layer, ConfigSchema.LOSS_WINDOW, scope.loss().windowSeconds() * DurationType.SECOND);
    }

    private void results(final String path, final Layer layer, final ScopeConfig scope)
    {
        put(path, layer, ConfigSchema.FAILURES_ALERT, scope.failures().alert());
        put(path, layer, ConfigSchema.FAILURES_THROTTLE, scope.failures().throttle());
        put(path, layer, ConfigSchema.FAILURES_HALT, scope.failures().halt());
        put(path, layer, ConfigSchema.FAILURES_SHUTDOWN, scope.failures().shutdown());
        put(path, layer, ConfigSchema.RATE_THROTTLE, scope.failureRate().throttlePpb());
        put(path, layer, ConfigSchema.RATE_HALT, scope.failureRate().haltPpb());
        put(path, layer, ConfigSchema.RATE_WINDOW, scope.failureRate().windowSeconds() * DurationType.SECOND);
        put(path, layer, ConfigSchema.RATE_MIN_ORDERS, scope.failureRate().minOrders());
    }

    private void recovery(final String path, final Layer layer, final ScopeConfig.RecoveryPolicy recovery)
    {
        put(path, layer, ConfigSchema.COOLDOWN_ALERT, recovery.cooldown().alertNs());
        put(path, layer, ConfigSchema.COOLDOWN_THROTTLE, recovery.cooldown().throttleNs());
        put(path, layer, ConfigSchema.COOLDOWN_HALT, recovery.cooldown().haltNs());
        put(path, layer, ConfigSchema.RECOVERY_MODE, recovery.rule().mode());
        put(path, layer, ConfigSchema.RECOVERY_EVIDENCE, recovery.rule().evidence());
        put(path, layer, ConfigSchema.HALT_CONFIRM, recovery.halt().confirm());
    }

    private <T> void put(final String path, final Layer layer, final ConfigKey<T> key, final T value)
    {
        if (path.isEmpty() || value == null || !value.equals(draft.effective(path, key).value()))
        {
            put(layer, key, value);
        }
    }

    private <T> void put(final Layer layer, final Setting<T> setting)
    {
        put(layer, setting.key(), setting.value());
    }

    private <T> void put(final Layer layer, final ConfigKey<T> key, final T value)
    {
        final Origin origin = origin(layer);
        layer.put(new Setting<>(key, known(key, value, origin), origin));
    }

    /** The value where a loader makes the same of its text, else null and an error. */
    private <T> T known(final ConfigKey<T> key, final T value, final Origin origin)
    {
        if (value == null)
        {
            errors.add(origin.error(key.name(), "", "has no value", allowed(key)));
            return null;
        }
        final Object read = value instanceof Set<?> items ? items(key, items, origin) : item(key, key.type().write(value), origin);
        if (read != null && !read.equals(value))
        {
            final String message = ConfigError.shown("'" + value + "' would be read again as '" + read + "'", 2);
            errors.add(origin.error(key.name(), String.valueOf(value), message, allowed(key)));
            return null;
        }
        return read == null ? null : value;
    }

    private Set<?> items(final ConfigKey<?> key, final Set<?> items, final Origin origin)
    {
        final Set<Object> read = new HashSet<>();
        boolean broken = false;
        for (final Object item : new TreeSet<>(items))
        {
            broken |= !(item(key, item.toString(), origin) instanceof Set<?> one && read.addAll(one));
        }
        return broken ? null : read;
    }

    // As a loader does: without the white space around it.
    private Object item(final ConfigKey<?> key, final String text, final Origin origin)
    {
        return ValueReader.parse(key, text.strip(), origin, errors);
    }

    private static String allowed(final ConfigKey<?> key)
    {
        return "allowed is " + key.type().allowed();
    }

    private static Origin origin(final Layer layer)
    {
        return new Origin(Origin.Kind.CODE, "code", 0, 0, layer.section());
    }
}
