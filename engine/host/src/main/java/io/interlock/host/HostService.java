package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConsoleConfig;
import io.interlock.console.ConsoleException;
import io.interlock.console.api.ApiRoutes;
import io.interlock.console.api.Series;
import io.interlock.console.api.SeriesRoute;
import io.interlock.console.http.ApiRoute;
import io.interlock.console.http.ConsoleServer;
import io.interlock.console.http.Setup;
import io.interlock.console.metrics.MetricsContext;
import io.interlock.console.metrics.MetricsRoute;
import io.interlock.console.page.PageRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP service of one engine, as configured: started last and closed first. A breaker without a console still protects, and can be
 * commanded through the command slot; a console that keeps a breaker from starting protects nobody. So what is in its way, a port that is
 * taken above all, is an issue and no reason not to start.
 *
 * <p>Threading: the launching and the closing thread.
 */
final class HostService implements AutoCloseable
{
    /** The type of the issue that there is no console though one is configured. */
    static final String ISSUE = "CONSOLE_START";

    /** Where the console writes the tokens that an engine starts with. */
    private static final String TOKENS = "console-tokens.txt";

    /** None. */
    static final HostService NONE = new HostService(null, null, null, null, null);

    private static final Logger LOG = LoggerFactory.getLogger(HostService.class);

    private final ConsoleServer server;
    private final ConsoleInfo info;
    private final MetricsContext metrics;
    private final Path directory;
    private final Series series;

    private HostService(
        final ConsoleServer server, final ConsoleInfo info, final MetricsContext metrics, final Path directory, final Series series)
    {
        this.series = series;
        this.directory = directory;
        this.server = server;
        this.info = info;
        this.metrics = metrics;
    }

    static HostService start(final BreakerConfig config, final Path directory, final HostConsole console)
    {
        final ConsoleConfig wanted = config.console();
        // Metrics are there before the server is, and without one.
        final AtomicReference<ConsoleServer> started = new AtomicReference<>();
        final MetricsContext metrics = console.metrics(() -> started.get() == null ? null : started.get().streams());
        if (!wanted.enabled())
        {
            return new HostService(null, null, metrics, null, null);
        }
        try
        {
            final List<ApiRoute> routes = new ArrayList<>(ApiRoutes.of(console, console));
            routes.add(MetricsRoute.of(metrics));
            routes.addAll(PageRoutes.all());
            final Series series = new Series(console);
            routes.add(SeriesRoute.of(console, series, console::config));
            final ConsoleServer server = ConsoleServer.start(
                Setup.of(wanted, directory, console::attempted), routes, console.tokens());
            started.set(server);
            final ConsoleInfo info = new ConsoleInfo(server.url(), server.madeTokens().orElse(null));
            LOG.info("the console is at {}", info.url());
            series.start();
            record(directory, info, console);
            return new HostService(server, info, metrics, directory, series);
        }
        catch (final ConsoleException refused)
        {
            console.raise(ISSUE, "there is no console: " + refused.getMessage() + tokens(directory) + ". The engine protects all the same; "
                + "'interlock status' and 'interlock operator' work on its directory. Mend it and start again");
        }
        catch (final RuntimeException | LinkageError strange)
        {
            LOG.error("the console did not start", strange);
            console.raise(ISSUE, "there is no console: " + strange + tokens(directory) + ". The engine protects all the same; see its log");
        }
        return new HostService(null, null, metrics, null, null);
    }

    /** For commands that are given the directory; without it they go by the mapped file. */
    private static void record(final Path directory, final ConsoleInfo info, final HostConsole console)
    {
        try
        {
            ConsoleFile.write(directory, new ConsoleFile.Found(info.url(), console.bootId()));
        }
        catch (final RuntimeException unwritable)
        {
            LOG.warn("where the console is cannot be recorded, so commands on {} need --url: {}", directory, unwritable.toString());
        }
    }

    /** They are made before the port is known to be free, and no later start makes or tells them. */
    private static String tokens(final Path directory)
    {
        final Path made = directory.resolve(TOKENS);
        return Files.exists(made) ? ". The engine's first tokens are in " + made + ": hand them out, then delete it" : "";
    }

    /** Also where there is no console; null for {@link #NONE}. */
    MetricsContext metrics()
    {
        return metrics;
    }

    /** Null where there is none. */
    ConsoleInfo info()
    {
        return info;
    }

    @Override
    public void close()
    {
        if (server != null)
        {
            forget();
            server.close();
            series.close();
        }
    }

    private void forget()
    {
        try
        {
            ConsoleFile.remove(directory);
        }
        catch (final IOException | RuntimeException stays)
        {
            // Whoever reads it finds that the engine of its boot id is closed.
            LOG.debug("{} stays: {}", ConsoleFile.NAME, stays.toString());
        }
    }
}
