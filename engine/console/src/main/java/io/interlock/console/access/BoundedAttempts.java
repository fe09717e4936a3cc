package io.interlock.console.access;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands attempts on, but no more than so many in a minute, and then how many more there were: who attacks can fill neither the journal nor
 * hide another's attempts behind his own. Commands with a right token have a bound of their own, and so has each name whose right token was
 * refused something: whoever shares an address with it, or floods from it without a token, hides none of that.
 *
 * <p>Threading: any thread; a short lock, under which the log is called.
 */
public final class BoundedAttempts
{
    /** Refused attempts told in a minute, of all peers. */
    public static final int REFUSED_PER_MINUTE = 120;
    /** Refused attempts told in a minute, of one peer. */
    public static final int REFUSED_PER_PEER = 20;
    /** Refused attempts with a right token told in a minute, of one name. */
    public static final int DENIED_PER_NAME = 60;
    /** Refused attempts with a right token told in a minute, of all names. */
    public static final int DENIED_PER_MINUTE = 600;
    /** Commands told in a minute. */
    public static final int COMMANDS_PER_MINUTE = 600;

    private static final Logger LOG = LoggerFactory.getLogger(BoundedAttempts.class);
    private static final int MOST_PEERS = 1_024;
    private static final String SERVICE = "console";
    private static final String REFUSED = "refused attempts";
    private static final String MORE = " more within a minute are not listed";

    private final AttemptLog log;
    private final LongSupplier nowNs;
    private final PeerCounts peers = new PeerCounts(MOST_PEERS);
    private long startNs;
    private int refused;
    private int commands;
    private int denied;
    private final Map<String, Denied> names = new TreeMap<>();
    private long refusedMore;
    private long commandsMore;

    /** Of one name in this minute. */
    private static final class Denied
    {
        private int told;
        private long more;
    }

    /**
     * Nothing is told yet.
     *
     * @param log   keeps them.
     * @param nowNs a clock that only goes on.
     */
    public BoundedAttempts(final AttemptLog log, final LongSupplier nowNs)
    {
        this.log = log;
        this.nowNs = nowNs;
        this.startNs = nowNs.getAsLong();
    }

    /**
     * Something was refused.
     *
     * @param peer      of {@link PeerKey}.
     * @param principal see {@link AttemptLog}.
     * @param what      see {@link AttemptLog}.
     * @param outcome   see {@link AttemptLog}.
     */
    public synchronized void refused(final String peer, final String principal, final String what, final String outcome)
    {
        tick();
        if (refused < REFUSED_PER_MINUTE && peers.add(peer, nowNs.getAsLong()) <= REFUSED_PER_PEER)
        {
            refused++;
            tell(principal, what, outcome);
        }
        else
        {
            refusedMore++;
        }
    }

    /**
     * Something was refused to a right token.
     *
     * @param principal its name; there are no more of them than tokens.
     * @param what      see {@link AttemptLog}.
     * @param outcome   see {@link AttemptLog}.
     */
    public synchronized void denied(final String principal, final String what, final String outcome)
    {
        tick();
        final Denied own = names.computeIfAbsent(principal, name -> new Denied());
        if (denied < DENIED_PER_MINUTE && own.told < DENIED_PER_NAME)
        {
            denied++;
            own.told++;
            tell(principal, what, outcome);
        }
        else
        {
            own.more++;
        }
    }

    /**
     * A command came with a token that may give it.
     *
     * @param principal see {@link AttemptLog}.
     * @param what      see {@link AttemptLog}.
     * @param outcome   see {@link AttemptLog}.
     */
    public synchronized void command(final String principal, final String what, final String outcome)
    {
        tick();
        if (commands < COMMANDS_PER_MINUTE)
        {
            commands++;
            tell(principal, what, outcome);
        }
        else
        {
            commandsMore++;
        }
    }

    /** Tells what the last minute left untold, once that is over; to be called now and then. */
    public synchronized void tick()
    {
        final long now = nowNs.getAsLong();
        if (now - startNs >= PeerCounts.MINUTE_NS)
        {
            flush();
            startNs = now;
        }
    }

    /** Tells what was left untold: at the end. */
    public synchronized void flush()
    {
        if (refusedMore > 0)
        {
            tell(SERVICE, REFUSED, refusedMore + MORE);
        }
        names.forEach((name, own) ->
        {
            if (own.more > 0)
            {
                tell(name, REFUSED, own.more + MORE);
            }
        });
        if (commandsMore > 0)
        {
            tell(SERVICE, "commands", commandsMore + MORE);
        }
        names.clear();
        denied = 0;
        refused = 0;
        commands = 0;
        refusedMore = 0;
        commandsMore = 0;
    }

    private void tell(final String principal, final String what, final String outcome)
    {
        try
        {
            log.attempted(principal, what, outcome);
        }
        catch (final RuntimeException broken)
        {
            // The attempt is decided by now; its record is not worth the answer.
            LOG.warn("an attempt could not be kept: {}", broken.toString());
        }
    }
}
