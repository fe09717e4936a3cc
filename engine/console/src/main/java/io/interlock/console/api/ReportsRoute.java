package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.engine.EngineException;
import io.interlock.core.engine.Scope;
import io.interlock.core.engine.ScopeLimitException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes batches of reports from gateways that are in no JVM. A batch is read whole before any of it is reported, so that one that is
 * refused can be sent again; its reports are made in their order. It alone makes scopes, as a report in code does.
 *
 * <p>Threading: any thread of the server.
 */
final class ReportsRoute
{
    private static final int MOST = 1_000;
    /** Each waits for the breaker thread. */
    private static final int MOST_NEW_SCOPES = 64;

    private final EngineControl control;

    ReportsRoute(final EngineControl control)
    {
        this.control = control;
    }

    ApiResponse handle(final ApiRequest request)
    {
        new Query(request);
        new Fields(request.body(), "reports");
        final JsonNode list = request.body() == null ? null : request.body().get("reports");
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > MOST)
        {
            throw Problems.body("\"reports\" is a list of 1 to " + MOST + " reports");
        }
        final List<Report> reports = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++)
        {
            reports.add(Report.of(list.get(i), i));
        }
        final Map<String, Scope> scopes = scopes(reports);
        for (final Report report : reports)
        {
            report.event().tell(scopes.get(report.scope()).reporter());
        }
        return JsonText.answer(out -> out.number("reported", reports.size()));
    }

    private Map<String, Scope> scopes(final List<Report> reports)
    {
        final Map<String, Scope> scopes = new HashMap<>();
        int made = 0;
        for (final Report report : reports)
        {
            if (scopes.containsKey(report.scope()))
            {
                continue;
            }
            final Scope known = control.find(report.scope());
            if (known == null && ++made > MOST_NEW_SCOPES)
            {
                throw Problems.body("this batch would make more than " + MOST_NEW_SCOPES + " scopes: send it in parts");
            }
            scopes.put(report.scope(), known == null ? made(report.scope()) : known);
        }
        return scopes;
    }

    private Scope made(final String path)
    {
        try
        {
            return control.reported(path);
        }
        catch (final IllegalArgumentException bad)
        {
            throw Problems.body(bad.getMessage());
        }
        catch (final ScopeLimitException full)
        {
            throw Problems.refused(full.getMessage(), Map.of("scope", path));
        }
        catch (final EngineException late)
        {
            throw Problems.stale(late.getMessage() + "; nothing of this batch was reported");
        }
    }
}
