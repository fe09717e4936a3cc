package io.interlock.console.api;

import io.interlock.console.approval.Pending;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.model.Level;

/** What waits for a second person. Threading: any thread of the server; never waits. */
final class PendingRoutes
{
    private final EngineView view;
    private final EngineControl control;

    PendingRoutes(final EngineView view, final EngineControl control)
    {
        this.view = view;
        this.control = control;
    }

    /** The fields of one. */
    static void write(final JsonText out, final Pending one)
    {
        final Level level = one.situation() == null ? null : one.situation().own();
        out.text("id", one.id()).text("command", one.subject().command()).text("scope", one.subject().scope())
            .text("detail", one.subject().detail().isEmpty() ? null : one.subject().detail()).text("asked_by", one.asker().name())
            .text("reason", one.reason()).time("asked_at", one.when().askedMs()).time("expires_at", one.when().expiresMs())
            .name("own_level", level);
    }

    ApiResponse all(final ApiRequest request)
    {
        new Query(request);
        return JsonText.answer(out -> out.text("source", view.source()).objects("pending", view.pending(), each -> write(out, each)));
    }

    ApiResponse cancel(final ApiRequest request)
    {
        final String id = new Query(request, "id").text("id", "");
        new Fields(request.body());
        if (id.isBlank())
        {
            throw Problems.parameter("\"id\" is missing: of what waits, as GET /api/circuit-breaker/pending tells it");
        }
        final Pending cancelled = control.secondPerson().cancel(Fields.checked("id", id), request.principal());
        if (cancelled == null)
        {
            throw Problems.notPending("nothing of that id waits for a second person: it is done, cancelled or over five minutes old, or "
                + "this engine was restarted since");
        }
        return JsonText.answer(out -> out.flag("accepted", true).text("message",
            cancelled.subject() + ", asked for by " + cancelled.asker().name() + ", no longer waits"));
    }
}
