package io.interlock.journal.record;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import java.util.UUID;

/**
 * Makes contents of what core tells, within one life of the engine and one configuration.
 *
 * <p>Threading: immutable.
 */
public final class Contents
{
    /** Subject of a DAMAGE record about a torn tail that was cut. */
    public static final String TORN_TAIL = "TORN_TAIL";
    /** Subject of a DAMAGE record about damage in the middle. */
    public static final String DAMAGE = "DAMAGE";

    private final UUID bootId;
    private final Hash config;

    /**
     * Contents of one life.
     *
     * @param bootId of the life.
     * @param config hash of its configuration; {@link Hash#ZERO} for none.
     */
    public Contents(final UUID bootId, final Hash config)
    {
        this.bootId = bootId;
        this.config = config;
    }

    /**
     * Contents of the same life under another configuration.
     *
     * @param hash of it.
     * @return new.
     */
    public Contents under(final Hash hash)
    {
        return new Contents(bootId, hash);
    }

    /**
     * A transition.
     *
     * @param event what was decided.
     * @return a TRANSITION.
     */
    public RecordContent transition(final TransitionEvent event)
    {
        return new RecordContent(
            RecordType.TRANSITION, new RecordContent.Stamp(bootId, event.sequence(), event.timeNs(), event.wallMs()),
            new RecordContent.Change(event.from(), event.to(), event.cause(),
                new RecordContent.Numbers(false, event.why().value(), event.why().threshold())),
            RecordContent.Outcome.NONE, null, RecordContent.Texts.scope(event.scope()), config);
    }

    /**
     * A command.
     *
     * @param record what was commanded.
     * @param timeNs engine time in nanoseconds.
     * @return a COMMAND.
     */
    public RecordContent command(final CommandRecord record, final long timeNs)
    {
        return new RecordContent(
            RecordType.COMMAND, new RecordContent.Stamp(bootId, record.sequence(), timeNs, record.wallMs()), RecordContent.Change.NONE,
            new RecordContent.Outcome(record.outcome().accepted(), null, 0), null,
            new RecordContent.Texts(record.scope(), record.actor(), record.command(), record.reason(), record.outcome().message()), config);
    }

    /**
     * What became of an action.
     *
     * @param event  what happened.
     * @param timeNs engine time in nanoseconds.
     * @return an ACTION; its decision is in its id, since it may belong to a former life.
     */
    public RecordContent action(final ActionEvent event, final long timeNs)
    {
        return new RecordContent(
            RecordType.ACTION, new RecordContent.Stamp(bootId, 0, timeNs, event.wallMs()), RecordContent.Change.NONE,
            new RecordContent.Outcome(false, event.stage(), event.attempt()), null,
            new RecordContent.Texts(event.scope(), "", event.action(), event.id(), event.details()), config);
    }

    /**
     * What became of a notification.
     *
     * @param record what happened.
     * @param timeNs engine time in nanoseconds.
     * @return a NOTIFICATION; its decision is in its id, since it may belong to a former life.
     */
    public RecordContent notice(final NoticeRecord record, final long timeNs)
    {
        return new RecordContent(
            RecordType.NOTIFICATION, new RecordContent.Stamp(bootId, 0, timeNs, record.wallMs()), RecordContent.Change.NONE,
            new RecordContent.Outcome(record.outcome() == NoticeRecord.Outcome.DELIVERED, null, record.attempt(), record.outcome()), null,
            new RecordContent.Texts(
                record.scope(), record.words().actor(), record.channel(), record.id(), record.words().details()), config);
    }

    /**
     * An issue.
     *
     * @param issue  what a person may want to know of.
     * @param timeNs engine time in nanoseconds.
     * @return an ISSUE.
     */
    public RecordContent issue(final Issue issue, final long timeNs)
    {
        return new RecordContent(
            RecordType.ISSUE, new RecordContent.Stamp(bootId, 0, timeNs, issue.timestampMs()),
            new RecordContent.Change(null, null, null, RecordContent.Numbers.ofDecimals(issue.value(), issue.threshold())),
            RecordContent.Outcome.NONE, null, new RecordContent.Texts(issue.scope(), "", issue.issueType(), "", issue.details()), config);
    }

    /**
     * That somebody asked the console for something.
     *
     * @param record who, what and what became of it.
     * @param timeNs engine time in nanoseconds.
     * @return an ISSUE of a type of its own, with an actor, and the route as its reason.
     */
    public RecordContent attempt(final AttemptRecord record, final long timeNs)
    {
        return new RecordContent(
            RecordType.ISSUE, new RecordContent.Stamp(bootId, 0, timeNs, record.wallMs()), RecordContent.Change.NONE,
            RecordContent.Outcome.NONE, null,
            new RecordContent.Texts("", record.principal(), AttemptRecord.TYPE, record.what(), record.outcome()), config);
    }

    /**
     * What recovery needs of a scope, or decided of it.
     *
     * @param type  VITAL or RECOVERED.
     * @param at    when; the decision is the last one that the state contains. The boot id is replaced by this life's.
     * @param vital the state.
     * @param texts the scope, and for RECOVERED the words.
     * @return the record's content.
     */
    public RecordContent vital(
        final RecordType type, final RecordContent.Stamp at, final RestoredScope vital, final RecordContent.Texts texts)
    {
        return new RecordContent(
            type, own(at), new RecordContent.Change(null, vital.level(), null, RecordContent.Numbers.NONE), RecordContent.Outcome.NONE,
            vital, texts, config);
    }

    /**
     * Damage that recovery found.
     *
     * @param torn  whether it is a torn tail that was cut; else damage in the middle.
     * @param at    when. The boot id is replaced by this life's.
     * @param mark  value and threshold that tell what it is, see {@link RecordLayout}.
     * @param words for a person.
     * @return a DAMAGE.
     */
    public RecordContent damage(
        final boolean torn, final RecordContent.Stamp at, final RecordContent.Numbers mark, final String words)
    {
        return new RecordContent(
            RecordType.DAMAGE, own(at), new RecordContent.Change(null, null, null, mark), RecordContent.Outcome.NONE, null,
            new RecordContent.Texts("", "", torn ? TORN_TAIL : DAMAGE, "", words), config);
    }

    /**
     * Any type that is only words: GENESIS, STARTED, STOPPED, GAP, RETAINED.
     *
     * @param type  which.
     * @param at    when. The boot id is replaced by this life's.
     * @param texts the words, see {@link RecordLayout}.
     * @return the record's content.
     */
    public RecordContent words(final RecordType type, final RecordContent.Stamp at, final RecordContent.Texts texts)
    {
        return new RecordContent(type, own(at), RecordContent.Change.NONE, RecordContent.Outcome.NONE, null, texts, config);
    }

    /**
     * A sample of the metrics.
     *
     * @param sample what was measured.
     * @param timeNs engine time in nanoseconds.
     * @return a METRICS.
     */
    public RecordContent metrics(final MetricsSample sample, final long timeNs)
    {
        return new RecordContent(
            RecordType.METRICS, new RecordContent.Stamp(bootId, 0, timeNs, sample.wallMs()),
            new RecordContent.Change(null, sample.worst(), null, RecordContent.Numbers.ofDecimals(sample.latency().p99Ms(), Double.NaN)),
            RecordContent.Outcome.NONE, null, new RecordContent.Texts("", "", "api_latency_p99_ms", "", sample.text()), config);
    }

    private RecordContent.Stamp own(final RecordContent.Stamp at)
    {
        return new RecordContent.Stamp(bootId, at.decision(), at.timeNs(), at.wallMs());
    }
}
