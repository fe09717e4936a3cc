package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.status.IssueList;
import java.time.Duration;
import java.util.List;

/** Answers what happened. Threading: any thread of the server. */
final class HistoryRoutes
{
    private static final long LIMIT = 100;
    private static final long MOST = 1_000;
    private static final long MINUTES = 5;
    private static final long MOST_MINUTES = 1_440;

    private final EngineView view;

    HistoryRoutes(final EngineView view)
    {
        this.view = view;
    }

    /**
     * By sequence: {@code next} is what to ask for after this page, also where nothing has come yet. An {@code after} beyond the end is of
     * a journal that is no longer this one, so {@code next} begins anew: a client that reads no more than that misses nothing.
     */
    ApiResponse transitions(final ApiRequest request)
    {
        final Query query = new Query(request, "after", "limit");
        final long after = query.whole("after", 0, Long.MAX_VALUE / 16, 0);
        final int limit = (int)query.whole("limit", 1, MOST, LIMIT);
        final HistorySource.Page page = view.transitions(after, limit);
        final List<HistorySource.Kept> found = page.transitions();
        // After the page: what is durable only grows, so who is up to date is never beyond it.
        final long head = view.lastSequence();
        final boolean isBeyond = found.isEmpty() && after > head;
        return JsonText.answer(out ->
        {
            out.text("source", view.source()).objects("transitions", found, one -> transition(out, one));
            out.number("next", isBeyond ? 0 : found.isEmpty() ? after : found.get(found.size() - 1).sequence());
            out.flag("more", page.more()).flag("complete", page.complete() && !isBeyond).text("note", isBeyond
                ? "the journal ends at " + head + ", before " + after + ": that was of another journal; next begins with this one"
                : note(page.complete(), "older transitions are not kept in memory: 'interlock journal dump DIR' tells them"));
        });
    }

    private String note(final boolean complete, final String otherwise)
    {
        final String journal = view.journalNote();
        return journal != null ? journal : complete ? null : otherwise;
    }

    static void transition(final JsonText out, final HistorySource.Kept kept)
    {
        final TransitionEvent event = kept.event();
        out.number("sequence", kept.sequence()).text("id", event.id()).time("at", event.wallMs()).text("scope", event.scope())
            .name("from", event.from()).name("to", event.to());
        ScopeJson.why(out, event.cause(), event.value(), event.threshold());
        out.name("priority", event.priority());
    }

    ApiResponse issues(final ApiRequest request)
    {
        final long minutes = new Query(request, "minutes").whole("minutes", 1, MOST_MINUTES, MINUTES);
        final IssueList issues = view.issues(Duration.ofMinutes(minutes));
        return JsonText.answer(out ->
        {
            out.text("source", view.source()).number("minutes", minutes).flag("complete", issues.complete());
            out.text("note", note(issues.complete(),
                "the list does not reach back that far: older issues are in the journal ('interlock journal dump DIR --type ISSUE')"));
            out.objects("issues", issues, issue -> issue(out, issue));
        });
    }

    static void issue(final JsonText out, final Issue issue)
    {
        out.time("timestamp", issue.timestampMs()).text("issue_type", issue.issueType()).text("scope", issue.scope())
            .decimal("value", issue.value()).decimal("threshold", issue.threshold()).text("details", issue.details());
    }
}
