package io.interlock.cli.attach;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConsoleConfig;
import io.interlock.console.ConsoleException;
import io.interlock.console.access.Tokens;
import io.interlock.console.api.ApiRoutes;
import io.interlock.console.http.ApiRoute;
import io.interlock.console.http.ConsoleServer;
import io.interlock.console.http.Setup;
import io.interlock.console.metrics.MetricsContext;
import io.interlock.console.metrics.MetricsRoute;
import io.interlock.console.page.PageRoutes;
import io.interlock.core.mapped.EngineDirectory;
import io.interlock.core.mapped.GateFileException;
import io.interlock.journal.JournalFollower;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read-only part of the console over one directory. The engine's own tokens let in where it has some: they are read and never
 * written. Otherwise tokens are made in {@value #FOLDER} below its directory, where no engine writes.
 *
 * <p>Threading: started and closed by one thread.
 */
final class AttachedConsole implements AutoCloseable
{
    /** Below the engine's directory: the tokens of an attached console. */
    static final String FOLDER = "attached";

    private static final Logger LOG = LoggerFactory.getLogger(AttachedConsole.class);

    private final JournalFollower journal;
    private final ConsoleServer server;

    private AttachedConsole(final JournalFollower journal, final ConsoleServer server)
    {
        this.journal = journal;
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param directory of the engine.
     * @param breaker   the configuration: its console section, and the engine's stale limit.
     * @param wanted    that section, with the port and the address to be listened on.
     * @throws ConsoleException naming what is in the way.
     */
    static AttachedConsole start(final Path directory, final BreakerConfig breaker, final ConsoleConfig wanted)
    {
        final JournalFollower journal = new JournalFollower(directory);
        try
        {
            final AttachedView view = new AttachedView(directory, breaker.engine().staleLimitNs(), journal);
            final List<ApiRoute> routes = new ArrayList<>(ApiRoutes.attached(view));
            routes.add(MetricsRoute.of(MetricsContext.of(view)));
            routes.addAll(PageRoutes.all());
            final ConsoleServer server = ConsoleServer.start(setup(directory, wanted), routes);
            journal.start();
            return new AttachedConsole(journal, server);
        }
        catch (final GateFileException unusable)
        {
            throw new ConsoleException(unusable.getMessage(), unusable);
        }
    }

    private static Setup setup(final Path directory, final ConsoleConfig wanted)
    {
        if (Tokens.isIn(directory))
        {
            return Setup.of(wanted, directory, AttachedConsole::attempted).withoutMaking();
        }
        final Path own = directory.resolve(FOLDER);
        EngineDirectory.create(own);
        return Setup.of(wanted, own, AttachedConsole::attempted);
    }

    /** There is no journal to keep it in: that is the engine's. */
    private static void attempted(final String principal, final String what, final String outcome)
    {
        LOG.warn("{}: {}: {}", principal, what, outcome);
    }

    String url()
    {
        return server.url();
    }

    /** The file with the tokens that this start made; null where it made none. */
    Path madeTokens()
    {
        return server.madeTokens().orElse(null);
    }

    @Override
    public void close()
    {
        server.close();
        journal.close();
    }
}
