package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigDifference;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ConfigYaml;
import io.interlock.console.api.ConfigDesk;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.CommandResult;
import io.interlock.core.engine.ReloadOrder;
import io.interlock.core.engine.ReloadSource;
import io.interlock.core.port.ReloadInput;
import java.nio.file.Path;

/**
 * The configuration of a running engine in words, and how it gets another: one that was sent, or its own file read again.
 *
 * <p>Threading: any thread but a trading one; blocks as the operator desk does.
 */
final class ConfigReloads implements ConfigDesk, ReloadSource
{
    private static final int MOST_WORDS = 1_000;

    private final BreakerEngine engine;
    private volatile Source source;
    private volatile Known known;
    private volatile boolean two;

    /** Where the engine's own configuration is. */
    private record Source(Path file, String preset)
    {
    }

    /** Words are made once for each configuration. */
    private record Known(BreakerConfig config, Shown shown)
    {
    }

    ConfigReloads(final BreakerEngine engine)
    {
        this.engine = engine;
    }

    /** The engine was started from a file. */
    void from(final Path file, final String preset)
    {
        source = new Source(file.toAbsolutePath(), preset);
        engine.desk().reloadsFrom(this);
    }

    /** Under the two-person rule nothing is loosened by who merely may write to the directory: that is one person. */
    void twoPersons(final boolean value)
    {
        two = value;
    }

    @Override
    public Shown shown()
    {
        final BreakerConfig config = engine.desk().config();
        final Known last = known;
        if (last != null && last.config() == config)
        {
            return last.shown();
        }
        final Shown shown = new Shown(ConfigYaml.of(config), hash(config));
        known = new Known(config, shown);
        return shown;
    }

    @Override
    public BreakerConfig read(final String yaml)
    {
        final Source from = source;
        return ConfigLoader.sent("yaml", yaml, from == null ? ConfigLoader.DEFAULT_PRESET : from.preset());
    }

    @Override
    public String hash(final BreakerConfig config)
    {
        return JournalSetup.hash(ConfigText.of(config)).toString();
    }

    @Override
    public CommandResult reload(final BreakerConfig config, final BreakerConfig judged, final String actor, final String reason)
    {
        final ReloadInput.Text text = new ReloadInput.Text(ConfigYaml.of(config), hash(config));
        return engine.desk().reload(new ReloadOrder(config, text, hash(judged), judged), actor, reason);
    }

    /** The local operator owns the directory, so may loosen where one person may. */
    @Override
    public CommandResult reload(final String actor, final String reason, final boolean dryRun)
    {
        final Source from = source;
        try
        {
            final BreakerConfig config = ConfigLoader.load(from.file(), from.preset());
            final BreakerConfig inForce = engine.desk().config();
            final ConfigDifference difference = ConfigDifference.of(inForce, config);
            return two && difference.refused().isEmpty() && !difference.loosening().isEmpty()
                ? new CommandResult(false, "nothing was changed: it would loosen, and console.two-person asks for two persons: send the "
                    + "file to the console with the tokens of two admins ('config reload --config FILE --token-file FILE', each)",
                    engine.root().ownLevel(), false)
                : dryRun ? would(difference) : reload(config, inForce, actor, reason);
        }
        catch (final ConfigException wrong)
        {
            return new CommandResult(false, "nothing was changed: " + wrong.errors().size() + " wrong in the configuration, the first: "
                + wrong.errors().get(0), engine.root().ownLevel(), false);
        }
    }

    private CommandResult would(final ConfigDifference difference)
    {
        final boolean refused = !difference.refused().isEmpty();
        return new CommandResult(!refused, (refused ? "would be refused: " : "would change: ") + difference.words(MOST_WORDS),
            engine.root().ownLevel(), false);
    }
}
