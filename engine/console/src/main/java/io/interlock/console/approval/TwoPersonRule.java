package io.interlock.console.approval;

import io.interlock.console.access.AttemptLog;
import io.interlock.console.access.Persons;
import io.interlock.console.access.Principal;
import io.interlock.core.status.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two-person rule: what one person asks for is done once another asks for the same within five minutes. It decides and remembers, and
 * does nothing: who is told {@link Ruling.Kind#APPROVED} carries it out, once. What waits is in memory alone, so a restart forgets it, and
 * it has to be asked for anew.
 *
 * <p>Five minutes are over at the first of two clocks that says so: the monotonic one, which nobody sets back, and the wall's, which goes
 * on while the machine sleeps. At exactly five minutes they are over.
 *
 * <p>Threading: any thread; a short lock, under which the log is called. Pure but for the clocks that it is given.
 */
public final class TwoPersonRule
{
    /** How long a second person may take. */
    public static final long WINDOW_NS = 300_000_000_000L;
    /** The same, by the wall. */
    public static final long WINDOW_MS = 300_000L;
    /** Requests that wait at once. */
    public static final int MOST = 32;
    /** Requests of one person that wait at once. */
    public static final int MOST_OF_ONE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(TwoPersonRule.class);
    private static final int MOST_NAMED = 5;
    private static final String WHAT = "two-person rule";
    private static final String ITSELF = "console";

    private final Persons persons;
    private final LongSupplier nowNs;
    private final LongSupplier wallMs;
    private final AttemptLog log;
    private final Map<Subject, Pending> waiting = new LinkedHashMap<>();
    private final Set<Subject> underWay = new LinkedHashSet<>();
    private long asked;

    /**
     * Nothing waits yet.
     *
     * @param persons who may act.
     * @param nowNs   monotonic time.
     * @param wallMs  wall time, milliseconds since 1970.
     * @param log     keeps each step; must not block.
     */
    public TwoPersonRule(final Persons persons, final LongSupplier nowNs, final LongSupplier wallMs, final AttemptLog log)
    {
        this.persons = persons;
        this.nowNs = nowNs;
        this.wallMs = wallMs;
        this.log = log;
    }

    /**
     * Somebody asks. Who may ask for it at all was decided before.
     *
     * @param subject   what for.
     * @param who       asks.
     * @param reason    why; may be empty.
     * @param situation in which it is asked, or approved; null where none matters.
     * @return never null. After {@link Ruling.Kind#APPROVED} the caller must call {@link #done}, whatever happens.
     */
    public synchronized Ruling ask(final Subject subject, final Principal who, final String reason, final Situation situation)
    {
        sweep();
        if (underWay.contains(subject))
        {
            return refused(who, subject, "two persons have asked for it already, and it is being carried out");
        }
        final Pending before = waiting.get(subject);
        if (before == null)
        {
            return first(subject, who, reason, situation);
        }
        if (who.isSamePersonAs(before.asker()))
        {
            tell(who.name(), subject, "refused: asked for by the same person again, nothing is renewed");
            return new Ruling(Ruling.Kind.AWAITED, before, "asked for by " + before.asker().name() + " already; " + awaited(before));
        }
        waiting.remove(subject);
        final String changed = situation == null || before.situation() == null ? null : situation.changedSince(before.situation());
        if (changed != null)
        {
            return refused(who, subject, "not approved, since " + before.asker().name() + " asked for it in another situation: "
                + changed + ". Look at it, and ask anew");
        }
        underWay.add(subject);
        tell(both(before, who), subject, "approved by " + who.name() + ", asked for by " + before.asker().name());
        return new Ruling(Ruling.Kind.APPROVED, before, "approved by " + who.name());
    }

    private Ruling first(final Subject subject, final Principal who, final String reason, final Situation situation)
    {
        final long own = waiting.values().stream().filter(each -> each.asker().isSamePersonAs(who)).count();
        if (own >= MOST_OF_ONE || waiting.size() >= MOST)
        {
            return refused(who, subject, own >= MOST_OF_ONE
                ? own + " requests of " + who.name() + " wait for a second person, and no more may: cancel one"
                : waiting.size() + " requests wait for a second person, and no more may: an admin can cancel some");
        }
        final long now = wallMs.getAsLong();
        final Pending made = new Pending("p-" + ++asked, subject, who, reason, situation,
            new Pending.When(nowNs.getAsLong(), now, now + WINDOW_MS));
        waiting.put(subject, made);
        tell(who.name(), subject, "asked for, until " + Instant.ofEpochMilli(made.when().expiresMs())
            + (situation == null ? "" : ", at " + situation.own()) + (reason.isEmpty() ? "" : ": " + reason));
        return new Ruling(Ruling.Kind.ASKED, made, "nothing is changed yet: " + awaited(made));
    }

    /** Who is waited for. */
    private String awaited(final Pending pending)
    {
        final List<String> others = others(pending.asker());
        if (others.isEmpty())
        {
            return "a second person must ask for the same with another admin token, and there is none: add one for them to "
                + "console-tokens.json";
        }
        final String names = String.join(", ", others.subList(0, Math.min(MOST_NAMED, others.size())));
        return "a second person must ask for the same by " + Instant.ofEpochMilli(pending.when().expiresMs()).toString().substring(11, 19)
            + "Z: " + names + (others.size() > MOST_NAMED ? " or " + (others.size() - MOST_NAMED) + " more" : "");
    }

    /**
     * Who could approve what somebody asks for.
     *
     * @param who asks.
     * @return names of admins' tokens that are another person's.
     */
    public List<String> others(final Principal who)
    {
        return persons.admins().stream().filter(name -> !new Principal(name, who.role()).isSamePersonAs(who)).toList();
    }

    /**
     * What was approved is carried out, or could not be.
     *
     * @param approved of {@link Ruling#pending()}.
     * @param who      approved it.
     * @param outcome  for people.
     */
    public synchronized void done(final Pending approved, final Principal who, final String outcome)
    {
        underWay.remove(approved.subject());
        tell(both(approved, who), approved.subject(), outcome);
    }

    /**
     * Takes back what waits.
     *
     * @param id  of it.
     * @param who takes it back: who asked, or any admin; decided before.
     * @return null where nothing of that id waits.
     */
    public synchronized Pending cancel(final String id, final Principal who)
    {
        sweep();
        for (final Pending each : waiting.values())
        {
            if (each.id().equals(id))
            {
                waiting.remove(each.subject());
                tell(who.name(), each.subject(), "cancelled; it was asked for by " + each.asker().name());
                return each;
            }
        }
        return null;
    }

    /**
     * What waits for a second person.
     *
     * @return the oldest first; none that is over.
     */
    public synchronized List<Pending> pending()
    {
        sweep();
        return new ArrayList<>(waiting.values());
    }

    /** Forgets what is over, and what was asked for with a token that no longer holds; to be called every second or so. */
    public synchronized void sweep()
    {
        for (final Iterator<Pending> each = waiting.values().iterator(); each.hasNext();)
        {
            final Pending one = each.next();
            if (isOver(one))
            {
                each.remove();
                tell(ITSELF, one.subject(), "expired: no second person came; it was asked for by " + one.asker().name());
            }
            else if (!persons.holds(one.asker()))
            {
                each.remove();
                tell(ITSELF, one.subject(), "expired: the token of " + one.asker().name() + ", who asked for it, no longer holds");
            }
        }
    }

    private boolean isOver(final Pending one)
    {
        return nowNs.getAsLong() - one.when().askedNs() >= WINDOW_NS || wallMs.getAsLong() - one.when().askedMs() >= WINDOW_MS;
    }

    private Ruling refused(final Principal who, final Subject subject, final String message)
    {
        tell(who.name(), subject, "refused: " + message);
        return new Ruling(Ruling.Kind.REFUSED, null, message);
    }

    /**
     * The actor of what two persons did.
     *
     * @param pending asked for by the first.
     * @param who     the second.
     * @return both names, the first first; at most 128 bytes, as an actor has.
     */
    public static String both(final Pending pending, final Principal who)
    {
        return cut(pending.asker().name()) + " + " + cut(who.name());
    }

    private static String cut(final String name)
    {
        // Names of tokens are ASCII, 64 at most; so two of the longest and what is between them have room.
        return name.length() > 62 ? name.substring(0, 61) + '~' : name;
    }

    private void tell(final String principal, final Subject subject, final String outcome)
    {
        try
        {
            log.attempted(principal, WHAT, subject + ": " + outcome);
        }
        catch (final RuntimeException broken)
        {
            // What is decided is decided: a request that is half approved would hold up the next for ever.
            LOG.warn("a step of the two-person rule could not be kept: {}", broken.toString());
        }
    }
}
