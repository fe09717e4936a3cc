package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.engine.EngineException;
import io.interlock.core.engine.Scope;
import io.interlock.core.engine.ScopeLimitException;
import io.interlock.core.model.DrillScope;
import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    /** Of all scopes one in so many can be made over HTTP. */
    private static final int SHARE = 4;
    private static final String DRILL = "drill";
    private static final String ROUTE = "POST /api/circuit-breaker/reports";

    private final EngineControl control;
    private int taken;

    ReportsRoute(final EngineControl control)
    {
        this.control = control;
    }

    ApiResponse handle(final ApiRequest request)
    {
        new Query(request);
        final String drill = new Fields(request.body(), DRILL, "reports").text(DRILL, "");
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
        final String principal = request.principal().name();
        drill(drill, reports, principal);
        final Map<String, Scope> scopes = scopes(reports, principal);
        tellCritical(reports, principal);
        for (final Report report : reports)
        {
            report.event().tell(scopes.get(report.scope()).reporter());
        }
        return JsonText.answer(out -> out.number("reported", reports.size()));
    }

    /** Reports of a drill go to scopes where nobody trades, and are in the journal with its name. */
    private void drill(final String drill, final List<Report> reports, final String principal)
    {
        if (drill.isEmpty())
        {
            return;
        }
        for (final Report report : reports)
        {
            if (!DrillScope.is(report.scope()) || !report.stays())
            {
                throw Problems.body("these are reports of a drill, and \"" + report.scope() + "\" is no scope for drills ("
                    + DrillScope.RULE + "), or one is a critical_error, which acts on the root, or an order's result, which counts for all "
                    + "scopes above. Nothing was reported");
            }
        }
        control.attempted(principal, ROUTE, "drill " + drill + ": " + reports.size() + (reports.size() == 1 ? " report" : " reports")
            + " in scope " + reports.get(0).scope());
    }

    /** All of them; nothing is made unless all that are missing can be. */
    private Map<String, Scope> scopes(final List<Report> reports, final String principal)
    {
        final Map<String, Scope> scopes = new HashMap<>();
        final Set<String> unknown = new LinkedHashSet<>();
        for (final Report report : reports)
        {
            final Scope known = control.find(report.scope());
            if (known == null)
            {
                valid(report.scope());
                unknown.add(report.scope());
            }
            scopes.put(report.scope(), known);
        }
        if (!unknown.isEmpty())
        {
            share(missing(unknown));
            for (final String path : unknown)
            {
                scopes.put(path, made(path, principal));
            }
        }
        return scopes;
    }

    private static void valid(final String path)
    {
        try
        {
            Scope.requireValid(path);
        }
        catch (final IllegalArgumentException bad)
        {
            throw Problems.body(bad.getMessage());
        }
    }

    /** With their ancestors, which are scopes as well. */
    private Set<String> missing(final Set<String> unknown)
    {
        final Set<String> missing = new HashSet<>();
        for (final String path : unknown)
        {
            for (String at = path; control.find(at) == null && missing.add(at);)
            {
                at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
            }
        }
        if (missing.size() > MOST_NEW_SCOPES)
        {
            throw Problems.body("this batch would make " + missing.size() + " scopes, those above the ones it names counted; at most "
                + MOST_NEW_SCOPES + " are made by a batch: send it in parts. Nothing was made or reported");
        }
        return missing;
    }

    /** Takes from the share that all requests together have, so that no token can fill the table of scopes that the gateway needs. */
    private void share(final Set<String> missing)
    {
        final int limit = control.config().engine().maxScopes();
        final int share = Math.max(1, limit / SHARE);
        final String todo = ": configure these scopes, have the gateway's own process make them, or raise engine.max-scopes (" + limit
            + ") and start again. Nothing was made or reported";
        final Map<String, Object> more = Map.of("scope", missing.iterator().next());
        synchronized (this)
        {
            final int inUse = control.desk().scopes().size();
            if (inUse + missing.size() > limit)
            {
                throw Problems.refused("this batch would make " + missing.size() + " scopes, and " + inUse + " are in use of the "
                    + limit + " of engine.max-scopes" + todo, more);
            }
            if (taken + missing.size() > share)
            {
                throw Problems.refused("this batch would make " + missing.size() + " scopes; over HTTP at most " + share
                    + " are made in an engine's life, a quarter of engine.max-scopes, and " + taken + " were" + todo, more);
            }
            taken += missing.size();
        }
    }

    private Scope made(final String path, final String principal)
    {
        // Before: it is told even where the answer comes too late.
        control.attempted(principal, ROUTE, "makes scope " + path);
        try
        {
            return control.reported(path);
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

    /** Who led to a SHUTDOWN is in the journal. One that finds the root at SHUTDOWN changes nothing, and so a flood writes nothing. */
    private void tellCritical(final List<Report> reports, final String principal)
    {
        final List<Report> critical = reports.stream().filter(report -> report.critical() != null).toList();
        if (!critical.isEmpty() && control.find("").ownLevel() != Level.SHUTDOWN)
        {
            final Report first = critical.get(0);
            control.attempted(principal, ROUTE, "critical_error " + first.critical() + (critical.size() == 1 ? ""
                : " and " + (critical.size() - 1) + " more") + " in scope \"" + first.scope() + '"');
        }
    }
}
