package io.interlock.journal;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.TailWords;
import io.interlock.journal.state.ScopeVitals;
import io.interlock.journal.state.StateDirectory;
import io.interlock.journal.state.StateFault;
import io.interlock.journal.state.StateFile;
import io.interlock.journal.state.StateRead;
import io.interlock.journal.state.StateReader;
import io.interlock.journal.store.FileTail;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What journal and state file know of the lives before this one, together (DESIGN, after a crash), and whether the journal is as long as
 * those beside it say. Immutable.
 *
 * <p>Threading: the launching thread, then the journal's.
 */
final class FormerLives
{
    /** SEMANTICS 3: three unplanned starts in ten minutes, this one among them. */
    private static final int TOO_MANY = 3;
    /** Enough for people; all are restored. */
    private static final int MOST_SCOPES = 100;

    private final Replayed journal;
    /** Null where there is no file. */
    private final StateRead state;
    /** What {@code gate.dat} names; START where it names nothing. */
    private final ChainHead gate;
    private final List<String> tornTails = new ArrayList<>();
    private final long nowMs;
    private final List<Replayed.Damage> damage;

    /**
     * Reads what is left of them.
     *
     * @param source of the journal, read to its end.
     * @param beside where the state file is.
     * @param gate   the record that {@code gate.dat} names.
     * @param tails  where the last life's file ended in the middle of a write, as the store found that took it over.
     * @param setup  of this life.
     */
    static FormerLives read(
        final FrameSource source, final StateDirectory beside, final ChainHead gate, final List<FileTail> tails,
        final FileJournal.Settings setup) throws IOException
    {
        final StateRead state = StateReader.read(beside);
        final List<ChainHead> named = state == null || state.snapshot() == null ? List.of(gate) : List.of(gate, state.snapshot().head());
        final FormerLives former = new FormerLives(
            JournalScan.scan(source, null, named), state, gate, tails, setup.wallClockMs().getAsLong());
        if (setup.key() != null && !former.isFirst() && former.journal.end() == null)
        {
            former.damage.add(SealedEnd.begun("the journal", -1, former.head()));
        }
        return former;
    }

    private FormerLives(final Replayed journal, final StateRead state, final ChainHead gate, final List<FileTail> tails, final long nowMs)
    {
        this.journal = journal;
        this.state = state;
        this.gate = gate;
        this.nowMs = nowMs;
        damage = new ArrayList<>(journal.damage().middle());
        tails.forEach(this::unmarked);
        journal.tails().stream().filter(tail -> tails.stream().noneMatch(known -> known.file().equals(tail.file())))
            .forEach(this::unmarked);
        // Each was durable before it was named; one finding is enough for both.
        final Replayed.Damage byState = state == null || state.snapshot() == null ? null : cut(StateFile.NAME, state.snapshot().head());
        final Replayed.Damage cut = byState == null ? cut(GateFile.NAME, gate) : byState;
        if (cut != null)
        {
            damage.add(cut);
        }
    }

    /**
     * A file that was finished, and is not marked so, at the journal's end. With bytes behind its frames it is as one that a process left
     * in the middle of a write, whose start was killed before it could tell; without any a start would have marked it, so it was cut.
     * Where the mark stands before the end no writer has put it there.
     */
    private void unmarked(final FileTail tail)
    {
        if (tail.marked())
        {
            damage.add(new Replayed.Damage(tail.file(), -1, new RecordContent.Numbers(false, tail.position(), tail.bytes()),
                "the mark of a finished file stands at byte " + tail.position() + ", and " + tail.bytes()
                    + " bytes from there on hold what it hides: it was put there"));
        }
        else if (tail.bytes() > 0)
        {
            tornTails.add(TailWords.of(tail.file(), tail.position(), tail.bytes()));
        }
        else
        {
            damage.add(new Replayed.Damage(tail.file(), -1, new RecordContent.Numbers(false, tail.position(), 0),
                "its frames end at byte " + tail.position() + " without the mark of a finished file: its end was cut off"));
        }
    }

    /**
     * A file beside the journal names a record that the journal does not end before: it was forced first. Where it does all the same, or
     * has another record in that place, it was cut off or replaced, which the chain alone cannot show. Null where not so.
     */
    private Replayed.Damage cut(final String file, final ChainHead named)
    {
        final ChainHead end = journal.head();
        if (named.sequence() > end.sequence())
        {
            return new Replayed.Damage(file, -1, new RecordContent.Numbers(false, end.sequence() + 1, named.sequence()),
                "it names record " + named.sequence() + ", and the journal ends with record " + end.sequence() + ": its end was cut off");
        }
        if (journal.replaced().contains(named) || named.sequence() == end.sequence() && !named.equals(end))
        {
            return new Replayed.Damage(file, -1, new RecordContent.Numbers(false, end.sequence(), named.sequence()),
                "it names record " + named.sequence() + " with another hash: " + (named.sequence() == end.sequence()
                    ? "the journal's end" : "what the journal has up to there") + " was replaced");
        }
        return null;
    }

    /** No record was ever written here. */
    boolean isFirst()
    {
        return journal.records() == 0;
    }

    /**
     * Whether one may go on writing here.
     *
     * @throws JournalVersionException a program of another version wrote the state file.
     * @throws IOException             why who writes here may not go on with this key, or with none.
     */
    void admit(final String beside, final JournalKey key) throws IOException
    {
        if (state != null && state.refused())
        {
            throw new JournalVersionException(beside + ": " + StateFile.NAME + " is of another version than this program reads");
        }
        final String refusal = journal.end() == null ? null : journal.end().refusal(key);
        if (refusal != null)
        {
            throw new IOException(refusal);
        }
    }

    ChainHead head()
    {
        return journal.head();
    }

    NoticeFold notices()
    {
        return journal.notices();
    }

    TransitionShelf transitions()
    {
        return journal.transitions();
    }

    long generation()
    {
        return state == null ? 0 : state.generation();
    }

    /** Damage in the middle that no record speaks of yet. */
    List<Replayed.Damage> damage()
    {
        return damage;
    }

    /** The torn tail; null where there is none. */
    Replayed.Damage torn()
    {
        return journal.damage().torn();
    }

    /** What a RECOVERED record says of each file that a process left in the middle of a write. */
    List<String> tornTails()
    {
        return tornTails;
    }

    /** The records that say so. */
    List<RecordContent> marks(final Contents contents, final RecordContent.Stamp now)
    {
        final List<RecordContent> marks = new ArrayList<>();
        for (final Replayed.Damage one : damage)
        {
            marks.add(contents.damage(
                false, now, one.mark(), one.file() + (one.index() < 0 ? "" : ", frame " + one.index()) + ": " + one.what()));
        }
        if (torn() != null)
        {
            marks.add(contents.damage(true, now, torn().mark(), torn().file() + ": " + torn().what()));
        }
        return marks;
    }

    private boolean unplanned()
    {
        return journal.last() != null && !journal.last().planned();
    }

    Recovered recovered()
    {
        final List<ScopeVital> scopes = new ArrayList<>();
        journal.scopes().forEach(scope -> scopes.add(vital(scope, journal.since().get(scope.path()))));
        if (state != null && state.snapshot() != null)
        {
            state.snapshot().scopes().forEach(scope -> scopes.add(vital(scope, null)));
        }
        final boolean tooMany = unplanned() && journal.starts().within(nowMs) + 1 >= TOO_MANY;
        final boolean damaged = !damage.isEmpty();
        return new Recovered(scopes, damaged, tooMany, findings(tooMany));
    }

    private static ScopeVital vital(final ScopeVitals scope, final ScopeVital.Since since)
    {
        return new ScopeVital(0, 0, scope.path(), scope.vital(), since);
    }

    private List<String> findings(final boolean tooMany)
    {
        final List<String> findings = new ArrayList<>();
        if (unplanned())
        {
            findings.add("the last life (boot " + journal.last().bootId() + ") was not stopped as planned");
        }
        if (tooMany)
        {
            findings.add("three unplanned starts in ten minutes: HALT until an operator accepts RESTARTS");
        }
        if (journal.damage().torn() != null)
        {
            findings.add("torn tail in " + place(journal.damage().torn()) + ": passed over");
        }
        findings.addAll(tornTails);
        for (final Replayed.Damage place : damage)
        {
            findings.add("damage in " + place(place) + ": HALT until an operator accepts JOURNAL_DAMAGE");
        }
        journal.scopes().stream().filter(scope -> !scope.vital().equals(RestoredScope.NEW)).limit(MOST_SCOPES)
            .forEach(scope -> findings.add(words(scope)));
        if (state == null && !isFirst())
        {
            findings.add("state file: there is none beside a journal of " + journal.records() + " records"
                + (gate.sequence() > 0 ? ", so " + GateFile.NAME + " alone shows whether the journal's end was cut off"
                : ", and " + GateFile.NAME + " names no record either: nothing here shows whether the journal's end was cut off"));
        }
        for (final StateFault fault : state == null ? List.<StateFault>of() : state.faults())
        {
            findings.add("state file: " + fault.message());
        }
        return findings;
    }

    private String words(final ScopeVitals scope)
    {
        final RestoredScope vital = scope.vital();
        final StringBuilder words = new StringBuilder(scope.path().isEmpty() ? "the root" : scope.path()).append(" was ")
            .append(vital.level());
        final ScopeVital.Since since = journal.since().get(scope.path());
        if (since != null && vital.level() != Level.CLOSED)
        {
            final TransitionEvent.Why why = since.why();
            words.append(" since ").append(Instant.ofEpochMilli(since.wallMs())).append(" because of ").append(why.cause());
            final String unit = why.cause().unit().symbol().isEmpty() ? "" : " " + why.cause().unit().symbol();
            if (why.value() != Cause.NO_NUMBER)
            {
                words.append(' ').append(number(why.cause().forPeople(why.value()))).append(unit);
            }
            if (why.threshold() != Cause.NO_NUMBER)
            {
                words.append(" (threshold ").append(number(why.cause().forPeople(why.threshold()))).append(unit).append(')');
            }
        }
        words.append(vital.override() ? ", an override on" : "");
        words.append(vital.exchange() == ExchangeStatus.UP ? "" : ", the exchange " + vital.exchange());
        words.append(vital.network() == NetworkStatus.CONNECTED ? "" : ", the network " + vital.network());
        return words.append(", and is so again").toString();
    }

    private static String number(final double value)
    {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    private static String place(final Replayed.Damage damage)
    {
        return damage.file() + (damage.index() < 0 ? "" : ", frame " + damage.index()) + " (" + damage.what() + ")";
    }
}
