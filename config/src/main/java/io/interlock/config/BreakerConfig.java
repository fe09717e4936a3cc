package io.interlock.config;

import java.util.Map;
import java.util.Objects;

/**
 * A whole configuration, resolved and valid. Immutable; safe to share between threads. Holds values only: it creates nothing.
 *
 * @param preset   the preset that it started from.
 * @param engine   rings, limits and waiting.
 * @param journal  what the journal's health means.
 * @param gateway  the gateway tap.
 * @param notifications who is told what.
 * @param console  the HTTP service.
 * @param sections resolved settings by scope path; always holds the root, {@code ""}.
 */
public record BreakerConfig(
    String preset, EngineConfig engine, JournalConfig journal, GatewayConfig gateway, NotificationsConfig notifications,
    ConsoleConfig console, Map<String, ScopeConfig> sections)
{
    /** Copies the sections and refuses a configuration without a root. */
    public BreakerConfig
    {
        sections = Map.copyOf(sections);
        Objects.requireNonNull(sections.get(""), "a configuration has a section for the root scope \"\"");
    }

    /**
     * With LOG and DASHBOARD alone, and without a service.
     *
     * @param preset   see above.
     * @param engine   see above.
     * @param journal  see above.
     * @param gateway  see above.
     * @param sections see above.
     */
    public BreakerConfig(
        final String preset, final EngineConfig engine, final JournalConfig journal, final GatewayConfig gateway,
        final Map<String, ScopeConfig> sections)
    {
        this(preset, engine, journal, gateway, NotificationsConfig.NONE, ConsoleConfig.NONE, sections);
    }

    /**
     * Starts a configuration in code over the preset {@link ConfigLoader#DEFAULT_PRESET}.
     *
     * @return never null.
     */
    public static BreakerConfigBuilder builder()
    {
        return new BreakerConfigBuilder();
    }

    /**
     * Starts a configuration in code over a preset.
     *
     * @param preset one of {@link ConfigLoader#presets()}; another name is an error of {@link BreakerConfigBuilder#build()}.
     * @return never null.
     */
    public static BreakerConfigBuilder builder(final String preset)
    {
        return new BreakerConfigBuilder().set(ConfigSchema.PRESET.name(), preset);
    }

    /**
     * The settings of a scope: its own section's, or its nearest configured ancestor's (SEMANTICS 2).
     *
     * @param path a scope path; {@code ""} is the root.
     * @return never null.
     */
    public ScopeConfig scope(final String path)
    {
        String at = path;
        while (true)
        {
            final ScopeConfig section = sections.get(at);
            if (section != null)
            {
                return section;
            }
            final int slash = at.lastIndexOf('/');
            at = slash < 0 ? "" : at.substring(0, slash);
        }
    }
}
