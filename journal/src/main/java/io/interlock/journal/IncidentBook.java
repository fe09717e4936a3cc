package io.interlock.journal;

import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeHistory.Incident;
import io.interlock.core.port.NoticeIncident;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What each receiver was told and not the end of, by the records of deliveries in the order in which they were written. Bounded: the
 * oldest is forgotten.
 *
 * <p>Threading: one thread.
 */
final class IncidentBook
{
    private final Map<Key, Incident> open = new LinkedHashMap<>();
    private final int most;

    private record Key(String channel, String id)
    {
    }

    IncidentBook(final int most)
    {
        this.most = most;
    }

    /**
     * What became of a message.
     *
     * @param record any.
     * @param event  the change of level that it is of, or follows; null where that is not known any more.
     */
    void record(final NoticeRecord record, final TransitionEvent event)
    {
        if (record.outcome() != NoticeRecord.Outcome.DELIVERED)
        {
            return;
        }
        final NoticeIncident named = NoticeIncident.of(record.words().details());
        if (named != null)
        {
            named(record, named, event);
        }
        else if (event == null || !record.id().equals(event.id()))
        {
            // An issue, an acknowledgement.
            return;
        }
        else if (event.tightens())
        {
            final Key key = new Key(record.channel(), event.id());
            open.remove(key);
            opened(key, event);
        }
        else if (event.to() == Level.CLOSED)
        {
            // Written before ends named their incident: then each end closed what there was.
            open.values().removeIf(one -> one.scope().equals(event.scope()) && one.channel().equals(record.channel()));
        }
    }

    private void named(final NoticeRecord record, final NoticeIncident named, final TransitionEvent event)
    {
        final Key key = new Key(record.channel(), named.id());
        final Incident before = open.remove(key);
        if (named.over())
        {
            return;
        }
        if (event != null)
        {
            opened(key, event);
        }
        else if (before != null && record.id().indexOf('.') >= 0)
        {
            open.put(key, before);
        }
        // A change that nobody knows (any more) was told by it, and may last: nobody ends it for that.
    }

    private void opened(final Key key, final TransitionEvent event)
    {
        open.put(key, new Incident(event.scope(), key.channel(), key.id(), event));
        if (open.size() > most)
        {
            open.remove(open.keySet().iterator().next());
        }
    }

    List<Incident> open(final Predicate<String> scopes)
    {
        return open.values().stream().filter(one -> scopes.test(one.scope())).toList();
    }
}
