package io.interlock.console.api;

import io.interlock.console.http.StreamEvent;
import io.interlock.core.port.Issue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Issues since the last look. They have no sequence: the last one that was seen is looked for. Threading: the stream's thread. */
final class IssueNews
{
    /** Told at one look. */
    static final int MOST = 50;
    private static final Duration BACK = Duration.ofMinutes(1);

    private final EngineView view;
    private Issue last;

    IssueNews(final EngineView view)
    {
        this.view = view;
    }

    /** What there is by now is no news. */
    void forget()
    {
        final List<Issue> issues = view.issues(BACK);
        last = issues.isEmpty() ? null : issues.get(issues.size() - 1);
    }

    /** The oldest first. */
    List<StreamEvent> take()
    {
        final List<Issue> issues = view.issues(BACK);
        final int from = next(issues);
        final List<StreamEvent> events = new ArrayList<>();
        final int missed = issues.size() - from - MOST;
        if (missed > 0)
        {
            events.add(StreamEvents.missed(missed));
        }
        for (int i = Math.max(from, issues.size() - MOST); i < issues.size(); i++)
        {
            events.add(StreamEvents.issue(issues.get(i)));
        }
        last = issues.isEmpty() ? last : issues.get(issues.size() - 1);
        return events;
    }

    /** Where a list keeps what it has, the very one is found; else one that is equal. */
    private int next(final List<Issue> issues)
    {
        for (int i = issues.size() - 1; i >= 0; i--)
        {
            if (issues.get(i) == last)
            {
                return i + 1;
            }
        }
        return last == null ? 0 : issues.lastIndexOf(last) + 1;
    }
}
