package io.interlock.console.api;

import io.interlock.console.http.StreamEvent;
import io.interlock.core.model.Level;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.ScopeStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The events of the stream, each with all its fields. Stateless. */
final class StreamEvents
{
    /** Scopes of a status, the most severe first: what more there are is counted. */
    static final int MOST_SCOPES = 128;
    private static final long NS_PER_MS = 1_000_000L;
    private static final String OF = "of";
    private static final String NOTE = "note";
    private static final Comparator<ScopeStatus> SEVEREST = Comparator
        .comparing((ScopeStatus scope) -> !scope.path().isEmpty()).thenComparing(ScopeStatus::effective, Comparator.reverseOrder())
        .thenComparing(ScopeStatus::own, Comparator.reverseOrder()).thenComparing(ScopeStatus::path);

    private StreamEvents()
    {
    }

    /** The only kind whose id a client goes on after. */
    static StreamEvent transition(final HistorySource.Kept kept)
    {
        return StreamEvent.of("transition", kept.sequence(), JsonText.bytes(out -> HistoryRoutes.transition(out, kept)));
    }

    static StreamEvent heartbeat(final EngineVitals vitals, final long atMs)
    {
        final long ageMs = vitals.heartbeatAgeNs() == Long.MAX_VALUE ? -1 : vitals.heartbeatAgeNs() / NS_PER_MS;
        return StreamEvent.of("heartbeat", JsonText.bytes(out -> out.time("at", atMs).flag("stale", vitals.stale())
            .natural("heartbeat_age_ms", ageMs).words("guard", vitals.guard()).natural("journal_lag", vitals.journal().lag())));
    }

    static StreamEvent issue(final Issue issue)
    {
        return StreamEvent.of("issue", JsonText.bytes(out -> HistoryRoutes.issue(out, issue)));
    }

    static StreamEvent notice(final String change, final OpenNotice notice)
    {
        return StreamEvent.of("notification", JsonText.bytes(out -> out.text("change", change)
            .object("notice", () -> NoticeRoutes.notice(out, notice)).nothing("silence")));
    }

    static StreamEvent silence(final String change, final Silence silence)
    {
        return StreamEvent.of("notification", JsonText.bytes(out -> out.text("change", change).nothing("notice")
            .object("silence", () -> NoticeRoutes.silence(out, silence))));
    }

    static StreamEvent command(final CommandNews.Outcome outcome)
    {
        return StreamEvent.of("command", JsonText.bytes(out ->
        {
            out.time("at", outcome.atMs()).text("by", outcome.by()).text("command", outcome.what()).text("reason", outcome.reason())
                .number("status", outcome.status()).flag("done", outcome.done());
            out.json("answer", outcome.done() ? outcome.text() : null).text("message", outcome.done() ? null : outcome.text());
        }));
    }

    /** What cannot be told any more: transitions that are no longer kept, or another journal's. */
    static StreamEvent gap(final long after, final long next, final String note)
    {
        return StreamEvent.of("gap", next, JsonText.bytes(out ->
            out.text(OF, "transition").number("after", after).number("next", next).natural("missed", -1).text(NOTE, note)));
    }

    /** Issues that came faster than they are told. */
    static StreamEvent missed(final int count)
    {
        return StreamEvent.of("gap", JsonText.bytes(out -> out.text(OF, "issue").natural("after", -1).natural("next", -1)
            .number("missed", count).text(NOTE, "more issues came at once than are told here: GET /api/circuit-breaker/issues")));
    }

    /** As {@code status} tells it, without what only a closer look at one scope needs. */
    static StreamEvent status(final String source, final EngineStatus status, final ServiceStatus service)
    {
        final List<ScopeStatus> shown = status.scopes().stream().sorted(SEVEREST).limit(MOST_SCOPES).toList();
        final Map<String, Long> levels = new TreeMap<>();
        for (final Level level : Level.values())
        {
            levels.put(level.name(), status.scopes().stream().filter(scope -> scope.effective() == level).count());
        }
        return StreamEvent.of("status", JsonText.bytes(out ->
        {
            out.text("source", source).time("at", status.atMs()).name("state", status.state()).flag("stale", status.stale())
                .text("boot_id", status.bootId());
            out.number("consecutive_failures", status.consecutiveFailures());
            StatusRoute.metrics(out, status.metrics());
            out.text("journal", service.journalState()).natural("journal_sequence", service.journalSequence());
            out.counts("levels", levels).number("scopes_total", status.scopes().size());
            out.objects("scopes", shown, scope -> ScopeJson.brief(out, scope, status.atMs()));
        }));
    }
}
