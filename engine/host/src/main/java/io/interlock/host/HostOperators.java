package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.console.ConsoleException;
import io.interlock.console.access.BoundedAttempts;
import io.interlock.console.access.Persons;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Tokens;
import io.interlock.console.api.SecondPerson;
import io.interlock.console.approval.TwoPersonRule;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.port.AttemptRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two-person rule of one engine, where {@code console.two-person} is on: its tokens, which it needs whether there is a console or not,
 * what waits, and a thread that looks after both each second. It stands before the engine does, so that no command slips by. Tokens that
 * cannot be read keep no engine from starting: then nobody is a person, and what needs two is refused.
 *
 * <p>Threading: opened, started and closed by the launching and the closing thread; a daemon of its own.
 */
final class HostOperators implements AutoCloseable
{
    /** The type of the issue that nobody, or one person alone, could do what needs two. */
    static final String ISSUE = "TWO_PERSON";

    private static final Logger LOG = LoggerFactory.getLogger(HostOperators.class);
    private static final long LOOK_S = 1;

    private final BreakerConfig launched;
    private final Tokens tokens;
    private final String trouble;
    private final TwoPersonRule rule;
    private final BoundedAttempts attempts;
    private final SecondPerson second;
    private final ScheduledExecutorService watch;
    private volatile BreakerEngine engine;

    /** Nobody. */
    private static final class Nobody implements Persons
    {
        @Override
        public Principal find(final String token)
        {
            return null;
        }

        @Override
        public boolean holds(final Principal principal)
        {
            return false;
        }

        @Override
        public List<String> admins()
        {
            return List.of();
        }
    }

    /** Off. */
    private HostOperators()
    {
        launched = null;
        tokens = null;
        trouble = null;
        rule = null;
        attempts = null;
        watch = null;
        second = SecondPerson.NOT_NEEDED;
    }

    private HostOperators(final Tokens tokens, final String trouble, final BreakerConfig config)
    {
        launched = config;
        this.tokens = tokens;
        this.trouble = trouble;
        final Persons persons = tokens == null ? new Nobody() : tokens;
        attempts = new BoundedAttempts(this::keep, System::nanoTime);
        rule = new TwoPersonRule(persons, System::nanoTime, System::currentTimeMillis, attempts::command);
        second = new SecondPerson(rule, persons, this::config, (who, what, outcome) -> attempts.refused(who, who, what, outcome));
        watch = Executors.newSingleThreadScheduledExecutor(task ->
        {
            final Thread thread = new Thread(task, "interlock-two-person");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** As configured. The directory exists and is held. */
    static HostOperators open(final BreakerConfig config, final Path directory)
    {
        if (!config.console().twoPerson())
        {
            return new HostOperators();
        }
        try
        {
            return new HostOperators(Tokens.open(directory, true), null, config);
        }
        catch (final ConsoleException unusable)
        {
            return new HostOperators(null, unusable.getMessage(), config);
        }
    }

    /** Never null. */
    SecondPerson second()
    {
        return second;
    }

    /** For the console to share; null where it reads its own. */
    Tokens tokens()
    {
        return tokens;
    }

    /** The file with the clear tokens, where this start made them; else null. */
    Path made()
    {
        return tokens == null ? null : tokens.made().orElse(null);
    }

    /** The engine is there: steps are journaled, and what is in the way of the rule is told. */
    void start(final BreakerEngine started)
    {
        engine = started;
        if (rule == null)
        {
            return;
        }
        if (trouble != null)
        {
            started.raise(ISSUE, "", "console.two-person is on, and the tokens cannot be read, so that recover, reset and accept are "
                + "refused: " + trouble + ", and start again");
        }
        else if (tokens.admins().size() < 2)
        {
            started.raise(ISSUE, "", "console.two-person is on, and there are fewer than two admin tokens in console-tokens.json, so that "
                + "nobody can recover, reset or accept: add one for a second person; it holds within seconds");
        }
        if (made() != null)
        {
            LOG.info("the first tokens, two of them for admins, are in {}", made());
        }
        watch.scheduleWithFixedDelay(this::look, LOOK_S, LOOK_S, TimeUnit.SECONDS);
    }

    /** The one in force. */
    private BreakerConfig config()
    {
        final BreakerEngine at = engine;
        return at == null ? launched : at.desk().config();
    }

    private void look()
    {
        try
        {
            if (tokens != null)
            {
                tokens.refresh();
            }
            rule.sweep();
            attempts.tick();
        }
        catch (final Throwable strange)
        {
            // The next round tries again; a thrown one would be the last.
            LOG.error("looking after the two-person rule failed", strange);
        }
    }

    /** Also while the engine closes: it counts as lost what it no longer takes. */
    private void keep(final String principal, final String what, final String outcome)
    {
        final BreakerEngine at = engine;
        if (at != null)
        {
            at.attempted(new AttemptRecord(System.currentTimeMillis(), principal, what, outcome));
        }
    }

    /** Before the engine. What waits is forgotten. */
    @Override
    public void close()
    {
        if (watch != null)
        {
            watch.shutdownNow();
            attempts.flush();
        }
    }
}
