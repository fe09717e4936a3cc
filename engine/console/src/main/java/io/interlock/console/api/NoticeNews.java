package io.interlock.console.api;

import io.interlock.console.http.StreamEvent;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What changed of notifications since the last look. Threading: the stream's thread. */
final class NoticeNews
{
    private final EngineView view;
    private Map<String, OpenNotice> notices = Map.of();
    private Map<String, Silence> silences = Map.of();

    NoticeNews(final EngineView view)
    {
        this.view = view;
    }

    /** What there is by now is no news. */
    void forget()
    {
        notices = byEpisode();
        silences = byId();
    }

    private Map<String, OpenNotice> byEpisode()
    {
        final Map<String, OpenNotice> all = new LinkedHashMap<>();
        final List<OpenNotice> known = view.notices();
        // Null where nobody knows them: then there is no news of them.
        if (known != null)
        {
            known.forEach(notice -> all.put(notice.episode(), notice));
        }
        return all;
    }

    private Map<String, Silence> byId()
    {
        final Map<String, Silence> all = new LinkedHashMap<>();
        final List<Silence> known = view.silences();
        if (known != null)
        {
            known.forEach(silence -> all.put(silence.id(), silence));
        }
        return all;
    }

    List<StreamEvent> take()
    {
        final List<StreamEvent> events = new ArrayList<>();
        final Map<String, OpenNotice> now = byEpisode();
        notices.forEach((episode, was) ->
        {
            if (!now.containsKey(episode))
            {
                events.add(StreamEvents.notice("ended", was));
            }
        });
        now.forEach((episode, is) -> compare(notices.get(episode), is, events));
        notices = now;
        final Map<String, Silence> silent = byId();
        silences.forEach((id, was) ->
        {
            if (!silent.containsKey(id))
            {
                events.add(StreamEvents.silence("unsilenced", was));
            }
        });
        silent.forEach((id, is) ->
        {
            if (!silences.containsKey(id))
            {
                events.add(StreamEvents.silence("silenced", is));
            }
        });
        silences = silent;
        return events;
    }

    private static void compare(final OpenNotice was, final OpenNotice is, final List<StreamEvent> events)
    {
        if (was == null)
        {
            events.add(StreamEvents.notice("opened", is));
        }
        else if (!was.id().equals(is.id()) || was.level() != is.level())
        {
            events.add(StreamEvents.notice("changed", is));
        }
        if (!is.acknowledgedBy().isEmpty() && (was == null || !was.acknowledgedBy().equals(is.acknowledgedBy())))
        {
            events.add(StreamEvents.notice("acknowledged", is));
        }
    }
}
