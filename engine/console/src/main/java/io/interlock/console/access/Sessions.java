package io.interlock.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The sessions of browsers: each begun with a token, named by 256 random bits of which only the SHA-256 is kept, and only in memory. One
 * ends {@link #IDLE_NS} after its last use, and {@link #LAST_NS} after its beginning whatever happens. A token has so many at once; one
 * more ends its oldest. Whether the token itself still holds is asked of {@link Tokens} at each use.
 *
 * <p>Threading: any thread; a short lock.
 */
public final class Sessions
{
    /** From the last use to the end: nanoseconds. */
    public static final long IDLE_NS = 900_000_000_000L;
    /** From the beginning to the end, however it is used: nanoseconds. A day at a desk. */
    public static final long LAST_NS = 43_200_000_000_000L;
    /** Of one token at once. */
    public static final int MOST_PER_TOKEN = 16;

    private static final int BYTES = 32;
    private static final int MOST = MOST_PER_TOKEN * TokenFile.MOST;

    private final LongSupplier nowNs;
    private final SecureRandom random = new SecureRandom();
    /** By the hash of what the browser keeps, the oldest first. */
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param nowNs a clock that only goes on.
     */
    public Sessions(final LongSupplier nowNs)
    {
        this.nowNs = nowNs;
    }

    /**
     * One that was begun.
     *
     * @param session what it is.
     * @param secret  for the browser alone: kept nowhere else.
     */
    public record Begun(Session session, String secret)
    {
        @Override
        public String toString()
        {
            return session.toString();
        }
    }

    /**
     * Begins one.
     *
     * @param pass of a token that holds.
     * @return new.
     */
    public Begun begin(final Pass pass)
    {
        final byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        final String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        final long now = nowNs.getAsLong();
        final Session session = new Session(pass, hash(secret), now + IDLE_NS, now + LAST_NS);
        synchronized (this)
        {
            sessions.values().removeIf(one -> one.isOver(now));
            final List<Session> own = of(pass);
            if (own.size() >= MOST_PER_TOKEN)
            {
                remove(own.get(0));
            }
            if (sessions.size() >= MOST)
            {
                remove(sessions.values().iterator().next());
            }
            sessions.put(session.key(), session);
        }
        return new Begun(session, secret);
    }

    private List<Session> of(final Pass pass)
    {
        final List<Session> own = new ArrayList<>();
        for (final Session one : sessions.values())
        {
            if (one.pass().hash().equals(pass.hash()))
            {
                own.add(one);
            }
        }
        return own;
    }

    private void remove(final Session session)
    {
        session.end();
        sessions.remove(session.key());
    }

    /**
     * The session that a browser shows, which is a use of it.
     *
     * @param secret as it was shown.
     * @return null where there is none, or it is over.
     */
    public synchronized Session find(final String secret)
    {
        // By hash, so that how long it takes tells nothing of a secret.
        final Session found = sessions.get(hash(secret));
        return found != null && use(found) ? found : null;
    }

    /**
     * Uses one: it ends later.
     *
     * @param session which.
     * @return false where it is over.
     */
    public synchronized boolean use(final Session session)
    {
        final long now = nowNs.getAsLong();
        if (session.isOver(now))
        {
            remove(session);
            return false;
        }
        session.use(now + IDLE_NS);
        return true;
    }

    /**
     * Ends one.
     *
     * @param session which.
     */
    public synchronized void end(final Session session)
    {
        remove(session);
    }

    /**
     * Ends all that were begun with a token.
     *
     * @param pass of the token.
     * @return how many.
     */
    public synchronized int endAll(final Pass pass)
    {
        final List<Session> own = of(pass);
        own.forEach(this::remove);
        return own.size();
    }

    /**
     * How long it lasts if it is not used.
     *
     * @param session which.
     * @return nanoseconds; 0 where it is over.
     */
    public synchronized long idleLeftNs(final Session session)
    {
        final long now = nowNs.getAsLong();
        return session.isOver(now) ? 0 : session.idleNs() - now;
    }

    /**
     * How long it lasts at most.
     *
     * @param session which.
     * @return nanoseconds; 0 where it is over.
     */
    public synchronized long lastLeftNs(final Session session)
    {
        final long now = nowNs.getAsLong();
        return session.isOver(now) ? 0 : session.lastNs() - now;
    }

    /** Those that are kept. */
    synchronized int size()
    {
        return sessions.size();
    }

    private static String hash(final String secret)
    {
        try
        {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        }
        catch (final NoSuchAlgorithmException impossible)
        {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
