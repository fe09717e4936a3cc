package io.interlock.config;

import java.util.HashMap;
import java.util.Map;

/** Makes the records out of a draft without errors. Threading: one thread. */
final class Assembler
{
    private final ConfigDraft draft;

    Assembler(final ConfigDraft draft)
    {
        this.draft = draft;
    }

    BreakerConfig assemble(final String preset)
    {
        final Map<String, ScopeConfig> sections = new HashMap<>();
        for (final String path : draft.sections())
        {
            sections.put(path, scope(path));
        }
        return new BreakerConfig(
            preset,
            new EngineConfig(
                of(ConfigSchema.ENGINE_STALE_LIMIT),
                of(ConfigSchema.ENGINE_RING_SIZE),
                of(ConfigSchema.ENGINE_MAX_SCOPES),
                of(ConfigSchema.ENGINE_WAIT),
                of(ConfigSchema.ENGINE_LANES),
                health()),
            new JournalConfig(of(ConfigSchema.JOURNAL_ON_FAILURE), of(ConfigSchema.JOURNAL_INPUTS), journalFiles(), inputFiles()),
            new GatewayConfig(
                of(ConfigSchema.GATEWAY_THROTTLE), of(ConfigSchema.GATEWAY_CONFIDENCE_TAG), of(ConfigSchema.GATEWAY_PRICE_TAG)),
            notifications(),
            console(),
            sections);
    }

    private HealthConfig health()
    {
        return new HealthConfig(
            new HealthConfig.Share(of(ConfigSchema.HEALTH_HEAP_ISSUE), of(ConfigSchema.HEALTH_HEAP)),
            new HealthConfig.Share(of(ConfigSchema.HEALTH_DESCRIPTORS_ISSUE), of(ConfigSchema.HEALTH_DESCRIPTORS)),
            new HealthConfig.Room(of(ConfigSchema.HEALTH_DISK_ISSUE), of(ConfigSchema.HEALTH_DISK)),
            of(ConfigSchema.HEALTH_THREADS),
            of(ConfigSchema.HEALTH_OUT_OF_MEMORY),
            of(ConfigSchema.HEALTH_LOOKS));
    }

    private ConsoleConfig console()
    {
        return new ConsoleConfig(
            of(ConfigSchema.CONSOLE_PORT),
            of(ConfigSchema.CONSOLE_BIND),
            of(ConfigSchema.CONSOLE_CERTIFICATE),
            of(ConfigSchema.CONSOLE_KEY),
            new ConsoleConfig.Names(of(ConfigSchema.CONSOLE_HOSTS), of(ConfigSchema.CONSOLE_ORIGINS)),
            new ConsoleConfig.Limits(of(ConfigSchema.CONSOLE_CONNECTIONS), of(ConfigSchema.CONSOLE_ATTEMPTS)),
            of(ConfigSchema.CONSOLE_TWO_PERSON));
    }

    private NotificationsConfig notifications()
    {
        return new NotificationsConfig(
            new NotificationsConfig.Policy(
                of(ConfigSchema.NOTIFY_GROUP_WAIT),
                of(ConfigSchema.NOTIFY_REPEAT),
                of(ConfigSchema.NOTIFY_REDELIVER),
                of(ConfigSchema.NOTIFY_ESCALATE_REPEAT),
                of(ConfigSchema.NOTIFY_TEMPLATES),
                of(ConfigSchema.NOTIFY_RUNBOOK)),
            draft.notifications().channelConfigs(),
            draft.notifications().escalation());
    }

    private JournalFiles journalFiles()
    {
        return new JournalFiles(
            of(ConfigSchema.JOURNAL_KEY_FILE),
            of(ConfigSchema.JOURNAL_KEEP_DAYS),
            of(ConfigSchema.JOURNAL_KEEP_MIB),
            of(ConfigSchema.JOURNAL_ROLL_MIB),
            of(ConfigSchema.JOURNAL_LOW_SPACE_MIB));
    }

    private InputFiles inputFiles()
    {
        return new InputFiles(
            of(ConfigSchema.JOURNAL_INPUTS_KEEP_DAYS),
            of(ConfigSchema.JOURNAL_INPUTS_KEEP_MIB),
            of(ConfigSchema.JOURNAL_INPUTS_ROLL_MIB));
    }

    private ScopeConfig scope(final String path)
    {
        return new ScopeConfig(latency(path), slippage(path), failures(path), rate(path), loss(path), recovery(path), orders(path));
    }

    private LatencyConfig latency(final String path)
    {
        return new LatencyConfig(
            of(path, ConfigSchema.LATENCY_ALERT),
            of(path, ConfigSchema.LATENCY_THROTTLE),
            of(path, ConfigSchema.LATENCY_HALT),
            of(path, ConfigSchema.LATENCY_CONFIRMATIONS));
    }

    private SlippageConfig slippage(final String path)
    {
        return new SlippageConfig(
            of(path, ConfigSchema.SLIPPAGE_ALERT), of(path, ConfigSchema.SLIPPAGE_THROTTLE), of(path, ConfigSchema.SLIPPAGE_HALT));
    }

    private FailuresConfig failures(final String path)
    {
        return new FailuresConfig(
            of(path, ConfigSchema.FAILURES_ALERT),
            of(path, ConfigSchema.FAILURES_THROTTLE),
            of(path, ConfigSchema.FAILURES_HALT),
            of(path, ConfigSchema.FAILURES_SHUTDOWN));
    }

    private FailureRateConfig rate(final String path)
    {
        return new FailureRateConfig(
            of(path, ConfigSchema.RATE_THROTTLE),
            of(path, ConfigSchema.RATE_HALT),
            seconds(of(path, ConfigSchema.RATE_WINDOW)),
            of(path, ConfigSchema.RATE_MIN_ORDERS));
    }

    private LossConfig loss(final String path)
    {
        return new LossConfig(of(path, ConfigSchema.LOSS_HALT), seconds(of(path, ConfigSchema.LOSS_WINDOW)));
    }

    private ScopeConfig.RecoveryPolicy recovery(final String path)
    {
        return new ScopeConfig.RecoveryPolicy(
            new CooldownConfig(
                of(path, ConfigSchema.COOLDOWN_ALERT), of(path, ConfigSchema.COOLDOWN_THROTTLE), of(path, ConfigSchema.COOLDOWN_HALT)),
            new RecoveryConfig(of(path, ConfigSchema.RECOVERY_MODE), of(path, ConfigSchema.RECOVERY_EVIDENCE)),
            new HaltConfig(of(path, ConfigSchema.HALT_CONFIRM)));
    }

    private ScopeConfig.OrderPolicy orders(final String path)
    {
        return new ScopeConfig.OrderPolicy(
            new ThrottleConfig(of(path, ConfigSchema.THROTTLE_CONFIDENCE), of(path, ConfigSchema.THROTTLE_SIZE_FACTOR)),
            new ShutdownConfig(of(path, ConfigSchema.SHUTDOWN_FLATTEN)),
            of(path, ConfigSchema.TAGS));
    }

    private <T> T of(final ConfigKey<T> key)
    {
        return draft.effective(key).value();
    }

    private <T> T of(final String path, final ConfigKey<T> key)
    {
        return draft.effective(path, key).value();
    }

    private static int seconds(final long ns)
    {
        return (int)(ns / DurationType.SECOND);
    }
}
