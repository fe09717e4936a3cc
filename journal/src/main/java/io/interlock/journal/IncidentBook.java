package io.interlock.journal;

import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeHistory.Incident;
import io.interlock.core.port.NoticeIncident;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private record Key(String scope, String channel, String id)
    {
    }

    IncidentBook(final int most)
    {
        this.most = most;
    }

    /**
     * What became of a message.
     *
     * @param record  any.
     * @param event   the change of level that it is of, or follows; null where that is not known any more.
     * @param several one record stands for many: it does not say by which incident a receiver has each.
     */
    void record(final NoticeRecord record, final TransitionEvent event, final boolean several)
    {
        if (record.outcome() != NoticeRecord.Outcome.DELIVERED)
        {
            return;
        }
        final NoticeIncident named = several ? null : NoticeIncident.of(record.words().details());
        if (named != null)
        {
            final Key key = new Key(record.scope(), record.channel(), named.id());
            final Incident before = open.remove(key);
            final TransitionEvent latest = event != null || before == null ? event : before.event();
            if (!named.over() && latest != null)
            {
                opened(key, latest);
            }
        }
        else if (event == null || !record.id().equals(event.id()))
        {
            // What follows a change opens nothing of its own.
            return;
        }
        else if (event.tightens())
        {
            final Key key = new Key(event.scope(), record.channel(), event.id());
            open.remove(key);
            opened(key, event);
        }
        else if (event.to() == Level.CLOSED && !several)
        {
            // Written before ends named their incident: then each end closed what there was.
            open.keySet().removeIf(key -> key.scope().equals(event.scope()) && key.channel().equals(record.channel()));
        }
    }

    private void opened(final Key key, final TransitionEvent event)
    {
        open.put(key, new Incident(key.scope(), key.channel(), key.id(), event));
        if (open.size() > most)
        {
            open.remove(open.keySet().iterator().next());
        }
    }

    List<Incident> open()
    {
        return List.copyOf(open.values());
    }
}
