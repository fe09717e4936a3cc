package io.interlock.journal;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which transitions people had to be told of, and what became of that: the newest ten thousand, with at most a hundred records each.
 *
 * <p>Threading: one thread.
 */
final class NoticeFold
{
    private static final int MOST = 10_000;
    private static final int MOST_RECORDS = 100;
    private static final int MOST_SILENCES = 1_000;
    private static final int MOST_FAILED = 16;
    /** In the name of what a restart asks for; the scope follows. */
    private static final String RESUMED = "-resumed-";

    /** A transition. */
    private static final class Told
    {
        private final TransitionEvent event;
        private final List<NoticeRecord> records = new ArrayList<>();
        private final List<ActionEvent> failed = new ArrayList<>(0);
        /** The last transition of the time from leaving CLOSED until CLOSED again: all of that time is kept together. */
        private Told[] last;
        private boolean ended;

        private Told(final TransitionEvent event)
        {
            this.event = event;
        }

        boolean isOpen()
        {
            return last[0].event.to() != Level.CLOSED;
        }

        boolean isSince(final long wallMs)
        {
            return isOpen() || last[0].event.wallMs() >= wallMs;
        }

        /**
         * Of many attempts the last count. An acknowledgement is never let go of, and what became of the transition's own message goes
         * last, behind what became of the calls that follow it: of those a restart knows the fewer, the fewer there are records.
         */
        void add(final NoticeRecord record)
        {
            if (records.size() >= MOST_RECORDS)
            {
                int least = first(one -> one.outcome() == NoticeRecord.Outcome.RETRIED);
                least = least >= 0 ? least
                    : first(one -> one.outcome() != NoticeRecord.Outcome.ACKNOWLEDGED && !one.id().equals(event.id()));
                least = least >= 0 || record.outcome() != NoticeRecord.Outcome.ACKNOWLEDGED ? least
                    : first(one -> one.outcome() != NoticeRecord.Outcome.ACKNOWLEDGED);
                if (least < 0)
                {
                    return;
                }
                records.remove(least);
            }
            records.add(record);
        }

        private int first(final Predicate<NoticeRecord> which)
        {
            return IntStream.range(0, records.size()).filter(at -> which.test(records.get(at))).findFirst().orElse(-1);
        }
    }

    private final Map<String, Told> told = new LinkedHashMap<>();
    /** By scope, those since it was last CLOSED or ALERT, with that step to ALERT. */
    private final Map<String, List<Told>> open = new HashMap<>();
    /** By scope, the ALERT that began what is not worse yet: where it becomes so, receivers join both by it. */
    private final Map<String, Told> begun = new LinkedHashMap<>();
    /** Scopes of those by their ids: a record that stands for many names no scope. */
    private final Map<String, String> begunScopes = new HashMap<>();
    /** What a restart asked for, by its name. */
    private final Map<String, Told> resumed = new LinkedHashMap<>();
    /** By scope, the last decision that was looked at. */
    private final Map<String, RecordContent.Stamp> latest = new LinkedHashMap<>();
    private final Map<String, NoticeRecord> silences = new LinkedHashMap<>();
    private final IncidentBook incidents = new IncidentBook(MOST);

    void record(final RecordContent content)
    {
        if (content.type() == RecordType.TRANSITION)
        {
            transition(content);
        }
        else if (content.type() == RecordType.NOTIFICATION)
        {
            notice(content);
        }
        else if (content.type() == RecordType.ACTION)
        {
            action(content);
        }
    }

    /** People are told of what failed: where that was not delivered, a restart does it. */
    private void action(final RecordContent content)
    {
        final RecordContent.Texts texts = content.texts();
        final ActionEvent event = new ActionEvent(texts.reason(), texts.subject(), texts.scope(), content.outcome().stage(),
            content.outcome().attempt(), content.stamp().wallMs(), texts.details());
        final Told one = event.failed() ? of(event.order(), event.scope()) : null;
        if (one != null && one.failed.size() < MOST_FAILED && one.failed.stream().noneMatch(event::equals))
        {
            one.failed.add(event);
        }
    }

    /** What an order or the message of a transition belongs to; null where it is not known (any more). */
    private Told of(final String order, final String scope)
    {
        final Told first = begun.get(begunScopes.getOrDefault(order, scope));
        final Told one = first != null && first.event.id().equals(order) ? first : told.get(order);
        if (one != null || !order.endsWith(RESUMED + scope))
        {
            return one;
        }
        final List<Told> of = open.get(scope);
        if (of != null && !resumed.containsKey(order))
        {
            // It stays that one's, whatever the scope does meanwhile: else what became of its message would be nobody's.
            resumed.put(order, of.get(of.size() - 1));
            removeOldest(resumed, MOST);
        }
        return resumed.get(order);
    }

    private void transition(final RecordContent content)
    {
        final RecordContent.Change change = content.change();
        final String scope = content.texts().scope();
        if (isRepeated(scope, content.stamp()))
        {
            return;
        }
        if (!change.to().isAbove(change.from()))
        {
            loosened(TransitionShelf.event(content));
        }
        else if (change.to().isAbove(Level.ALERT))
        {
            final Told first = forgetBegun(scope);
            if (first != null)
            {
                keep(first);
            }
            keep(new Told(TransitionShelf.event(content)));
        }
        else
        {
            forgetBegun(scope);
            final Told one = new Told(TransitionShelf.event(content));
            begun.put(scope, one);
            begunScopes.put(one.event.id(), scope);
            if (begun.size() > MOST)
            {
                forgetBegun(begun.keySet().iterator().next());
            }
        }
    }

    /** Behind a GAP the last records come again: a step down among them must not end what came after it. */
    private boolean isRepeated(final String scope, final RecordContent.Stamp stamp)
    {
        final RecordContent.Stamp before = latest.get(scope);
        if (before != null && before.bootId().equals(stamp.bootId()) && stamp.decision() <= before.decision())
        {
            return true;
        }
        latest.put(scope, stamp);
        removeOldest(latest, MOST);
        return false;
    }

    private Told forgetBegun(final String scope)
    {
        final Told one = begun.remove(scope);
        if (one != null)
        {
            begunScopes.remove(one.event.id());
        }
        return one;
    }

    /**
     * Of what people had to be told, each step down too: who was told that it began is told that it ended. At THROTTLE and above it goes
     * on, so nothing has ended.
     */
    private void loosened(final TransitionEvent event)
    {
        final List<Told> before = open.remove(event.scope());
        if (before != null && !told.containsKey(event.id()))
        {
            final boolean goesOn = event.to().isAbove(Level.ALERT);
            before.forEach(one -> one.ended = !goesOn);
            final Told step = new Told(event);
            step.last = before.get(before.size() - 1).last;
            step.last[0] = step;
            step.ended = event.to() == Level.CLOSED;
            told.put(event.id(), step);
            removeOldest(told, MOST);
            if (goesOn)
            {
                before.add(step);
                open.put(event.scope(), before);
                prune(before);
            }
            else if (!step.ended)
            {
                open.put(event.scope(), new ArrayList<>(List.of(step)));
            }
        }
        if (event.to() == Level.CLOSED)
        {
            forgetBegun(event.scope());
        }
    }

    /** What is forgotten needs no mark: a scope may go up and down for years without an end. */
    private void prune(final List<Told> before)
    {
        if (before.size() > 2 * MOST)
        {
            before.removeIf(one -> !told.containsKey(one.event.id()));
        }
    }

    /** A record that comes twice, behind a GAP, is the same transition. */
    private void keep(final Told one)
    {
        if (told.putIfAbsent(one.event.id(), one) == null)
        {
            final List<Told> all = open.computeIfAbsent(one.event.scope(), path -> new ArrayList<>());
            one.last = all.isEmpty() ? new Told[1] : all.get(all.size() - 1).last;
            one.last[0] = one;
            all.add(one);
            removeOldest(told, MOST);
        }
    }

    private void notice(final RecordContent content)
    {
        final NoticeRecord record = record(content.stamp().wallMs(), content.texts(), content.outcome());
        if (record.outcome() == NoticeRecord.Outcome.SILENCED)
        {
            silences.put(record.id(), record);
            removeOldest(silences, MOST_SILENCES);
        }
        else if (record.outcome() == NoticeRecord.Outcome.UNSILENCED)
        {
            silences.remove(record.id());
        }
        else
        {
            // In a storm one record stands for many.
            NoticeDigest.each(record).forEach(this::outcome);
        }
    }

    private void outcome(final NoticeRecord record)
    {
        // Messages that follow a transition's first have its id and a suffix after a point.
        final int point = record.id().lastIndexOf('.');
        Told one = of(record.id(), record.scope());
        if (one == null && point > 0)
        {
            one = of(record.id().substring(0, point), record.scope());
        }
        if (one != null)
        {
            one.add(record);
        }
        incidents.record(record, one == null ? null : one.event);
    }

    private static NoticeRecord record(
        final long wallMs, final RecordContent.Texts texts, final RecordContent.Outcome outcome)
    {
        final NoticeRecord.Outcome known = outcome.notice() != null ? outcome.notice()
            : outcome.done() ? NoticeRecord.Outcome.DELIVERED : NoticeRecord.Outcome.FAILED;
        return new NoticeRecord(wallMs, texts.reason(), texts.scope(), texts.subject(), known, outcome.attempt(),
            new NoticeRecord.Words(texts.actor(), texts.details()));
    }

    /** It goes on, and nothing is known of it any more. */
    private boolean isForgotten(final String scope)
    {
        final List<Told> lasting = open.get(scope);
        return lasting != null && lasting.stream().noneMatch(one -> told.containsKey(one.event.id()));
    }

    private static <V> void removeOldest(final Map<String, V> map, final int most)
    {
        if (map.size() > most)
        {
            map.remove(map.keySet().iterator().next());
        }
    }

    /**
     * What is not over, however old, and what ended not before; and all silences: whether one has ended by its own time is for the reader
     * to see.
     */
    NoticeHistory since(final long wallMs)
    {
        // An ALERT that lasts: what goes on from it has to be told as the same incident, and its end to those who were told.
        final List<NoticeHistory.Past> open = Stream.concat(
            told.values().stream().filter(one -> one.isSince(wallMs)), begun.values().stream())
            .map(one -> new NoticeHistory.Past(one.event, one.records, one.ended, one.failed)).toList();
        return new NoticeHistory(open, List.copyOf(silences.values()), incidents.open(scope -> !isForgotten(scope)));
    }
}
