package io.interlock.config;

import java.util.function.Consumer;

/**
 * Makes a configuration in code, by the same table of keys and the same rules as a YAML file (SEMANTICS 6):
 * <pre>{@code
 * BreakerConfig config = BreakerConfig.builder("production")
 *     .set("latency.alert", Duration.ofMillis(300))
 *     .set("slippage.halt", "0.8%")
 *     .scope("binance", s -> s.set("failures.halt", 4).tag("aggressive"))
 *     .build();
 * }</pre>
 *
 * <p>Threading: one thread. May be built several times, and set further in between.
 */
public final class BreakerConfigBuilder extends SettingsBuilder<BreakerConfigBuilder>
{
    private final ConfigDraft draft;
    private final ErrorList errors;

    BreakerConfigBuilder()
    {
        this(new ConfigDraft(), new ErrorList());
    }

    private BreakerConfigBuilder(final ConfigDraft draft, final ErrorList errors)
    {
        super(draft.top(), errors);
        this.draft = draft;
        this.errors = errors;
        draft.basis(ConfigLoader.DEFAULT_PRESET);
    }

    @Override
    BreakerConfigBuilder self()
    {
        return this;
    }

    /**
     * Sets keys of one scope. What a scope does not set it has from its nearest ancestor that does, else from the top level, else from
     * the preset.
     *
     * @param path    for example {@code binance/maker-1}; empty for the root.
     * @param section sets its keys, in this call.
     * @return this.
     */
    public BreakerConfigBuilder scope(final String path, final Consumer<ScopeConfigBuilder> section)
    {
        final String fault = ScopePaths.fault(path);
        if (fault == null)
        {
            section.accept(new ScopeConfigBuilder(draft.scope(path), errors));
            return this;
        }
        final Layer astray = new Layer(path); // so that what is wrong inside is told as well
        final Origin origin = new Origin(Origin.Kind.CODE, "code", 0, 0, null);
        final String key = ConfigSchema.SCOPES + "." + ConfigError.shown(path);
        errors.add(origin.error(key, path, fault, "allowed are " + ScopePaths.ALLOWED));
        section.accept(new ScopeConfigBuilder(astray, errors));
        return this;
    }

    /**
     * Sets the notifications: all keys of the group, the channels and the escalation. Keys of a channel that are left out get their
     * defaults. Secrets are looked for, as a loader does.
     *
     * @param notifications once.
     * @return this.
     */
    public BreakerConfigBuilder notifications(final NotificationsConfig notifications)
    {
        NotificationsParts.policy(notifications.policy()).forEach((setting) -> set(setting.key().name(), setting.shown()));
        NotificationsParts.judge(notifications, draft.notifications(), SecretMode.FOUND, errors);
        return this;
    }

    /**
     * Judges everything that was set and makes the configuration.
     *
     * @return never null.
     * @throws ConfigException everything that is wrong.
     */
    public BreakerConfig build()
    {
        ConfigLoader.settlePreset(draft);
        return ConfigLoader.conclude(draft, new ErrorList(errors));
    }

    /**
     * The same, with where each value came from.
     *
     * @return never null.
     * @throws ConfigException everything that is wrong.
     */
    public ConfigExplanation explain()
    {
        ConfigLoader.settlePreset(draft);
        return ConfigExplanation.of(draft, new ErrorList(errors));
    }
}
