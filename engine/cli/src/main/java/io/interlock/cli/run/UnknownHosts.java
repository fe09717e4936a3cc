package io.interlock.cli.run;

import io.interlock.config.ConfigError;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigExplanation;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the hosts of channels that nobody knows, beside an engine that runs already: a resolver that is down must not keep a breaker from
 * starting, and the other channels deliver all the same.
 *
 * <p>Threading: a daemon thread of its own, {@code interlock-unknown-hosts}, which ends when all are asked; nobody waits for it.
 */
final class UnknownHosts implements Runnable
{
    private final Path file;
    private final String preset;
    private final Predicate<String> hosts;
    private final Consumer<ConfigError> found;

    /**
     * What it works with.
     *
     * @param file   configuration that was loaded and is valid but for its hosts.
     * @param preset that holds where the file names none.
     * @param hosts  whether somebody knows one; may wait.
     * @param found  gets each that is unknown, with its place in the file; also what has become wrong with the file since.
     */
    UnknownHosts(final Path file, final String preset, final Predicate<String> hosts, final Consumer<ConfigError> found)
    {
        this.file = file;
        this.preset = preset;
        this.hosts = hosts;
        this.found = found;
    }

    Thread start()
    {
        final Thread thread = new Thread(this, "interlock-unknown-hosts");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run()
    {
        try
        {
            ConfigExplanation.of(file, preset, System::getenv, hosts);
        }
        catch (final ConfigException bad)
        {
            // All else was right when the engine started: where somebody has changed the file meanwhile, that is told too.
            bad.errors().forEach(found);
        }
    }
}
