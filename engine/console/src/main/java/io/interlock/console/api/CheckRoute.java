package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.model.Intent;

/** Asks a gate for gateways that are in no JVM. Threading: any thread of the server. */
final class CheckRoute
{
    private final EngineView view;

    CheckRoute(final EngineView view)
    {
        this.view = view;
    }

    ApiResponse handle(final ApiRequest request)
    {
        final Query query = new Query(request, "scope", "intent", "confidence");
        final Intent intent = query.word("intent", Intent.values());
        final Double confidence = query.decimal("confidence");
        final String scope = query.text("scope", "");
        final Checked checked = view.check(scope, intent, confidence);
        if (checked == null)
        {
            throw Scopes.unknown(scope, view.scopes(), request.principal());
        }
        return JsonText.answer(out -> out.text("type", "check").number("time_ms", checked.timeMs()).text("scope", scope)
            .name("intent", intent).flag("allowed", checked.verdict().allowed()).decimal("size_factor", checked.verdict().sizeFactor())
            .name("reason", checked.verdict().reason()).words("guard", checked.guard()).flag("stale", checked.stale())
            .text("source", view.source()));
    }
}
