package io.interlock.console.api;

import io.interlock.console.access.Role;
import io.interlock.console.http.ApiRoute;
import java.util.ArrayList;
import java.util.List;

/**
 * Every route, with the role that it asks for (DESIGN, HTTP). {@code openapi.json} says the same; a test holds them together.
 *
 * <p>Threading: stateless.
 */
public final class ApiRoutes
{
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final String SESSION = "/api/session";
    private static final String PENDING = BREAKER + "pending";
    private static final String SILENCES = "/api/notifications/silences";

    private ApiRoutes()
    {
    }

    /**
     * The routes over one engine.
     *
     * @param view    what it tells.
     * @param control what it is told; null: nothing can be commanded, and those routes are not there.
     * @return for a server.
     */
    public static List<ApiRoute> of(final EngineView view, final EngineControl control)
    {
        final List<ApiRoute> routes = new ArrayList<>();
        final Pages pages = new Pages();
        final StatusRoute status = new StatusRoute(view);
        final HistoryRoutes history = new HistoryRoutes(view);
        final NoticeRoutes notices = new NoticeRoutes(view, control);
        final PendingRoutes pending = new PendingRoutes(view, control);
        routes.add(new ApiRoute(GET, "/health", null, status::health));
        routes.add(new ApiRoute(GET, "/openapi.json", Role.VIEWER, pages::openApi));
        routes.add(new ApiRoute(GET, BREAKER + "status", Role.VIEWER, status::handle));
        routes.add(new ApiRoute(GET, BREAKER + "metrics", Role.VIEWER, status::metrics));
        routes.add(new ApiRoute(GET, BREAKER + "transitions", Role.VIEWER, history::transitions));
        routes.add(new ApiRoute(GET, BREAKER + "issues", Role.VIEWER, history::issues));
        routes.add(new ApiRoute(GET, BREAKER + "check", Role.REPORTER, Role.VIEWER, new CheckRoute(view)::handle));
        routes.add(new ApiRoute(GET, PENDING, Role.VIEWER, pending::all));
        routes.add(new ApiRoute(GET, "/api/notifications", Role.VIEWER, notices::all));
        routes.add(new ApiRoute(GET, SILENCES, Role.VIEWER, notices::silences));
        final CommandNews news = new CommandNews();
        final SessionRoutes sessions = new SessionRoutes();
        if (control != null)
        {
            routes.addAll(commands(new CommandRoutes(view, control), pending, notices, new ReportsRoute(control)));
            routes.addAll(config(new ConfigRoutes(view, control)));
        }
        routes.replaceAll(route -> GET.equals(route.method()) || route.role() == Role.REPORTER ? route : news.told(route));
        routes.add(new ApiRoute(GET, "/api/stream", Role.VIEWER, new StreamRoute(new StreamFeed(view, news))::handle));
        routes.add(new ApiRoute(GET, SESSION, Role.VIEWER, sessions::show));
        routes.add(new ApiRoute(POST, SESSION, Role.VIEWER, sessions::begin));
        routes.add(new ApiRoute("DELETE", SESSION, Role.VIEWER, sessions::end));
        return List.copyOf(routes);
    }

    /**
     * The routes over an engine of another process, of which nothing but its files is known: all that read, but for the configuration and
     * the history in numbers, which no file tells. Those and each command are refused in words, so that who gives one there learns where
     * it belongs. A token is asked for all the same.
     *
     * @param view what it tells.
     * @return for a server.
     */
    public static List<ApiRoute> attached(final EngineView view)
    {
        final List<ApiRoute> routes = new ArrayList<>(of(view, null));
        final List<ApiRoute> refused = new ArrayList<>(commands(
            new CommandRoutes(view, null), new PendingRoutes(view, null), new NoticeRoutes(view, null), new ReportsRoute(null)));
        refused.addAll(config(new ConfigRoutes(view, null)));
        refused.add(new ApiRoute(GET, SeriesRoute.PATH, Role.VIEWER, Problems::attached));
        for (final ApiRoute command : refused)
        {
            routes.add(new ApiRoute(command.method(), command.template(), command.role(), command.also(), Problems::attached));
        }
        return List.copyOf(routes);
    }

    private static List<ApiRoute> config(final ConfigRoutes config)
    {
        return List.of(
            new ApiRoute(GET, BREAKER + "config", Role.VIEWER, config::show),
            new ApiRoute(POST, BREAKER + "config", Role.OPERATOR, config::reload));
    }

    private static List<ApiRoute> commands(
        final CommandRoutes commands, final PendingRoutes pending, final NoticeRoutes notices, final ReportsRoute reports)
    {
        return List.of(
            new ApiRoute(POST, BREAKER + "recover", Role.ADMIN, commands::recover),
            new ApiRoute(POST, BREAKER + "override", Role.OPERATOR, commands::override),
            new ApiRoute(POST, BREAKER + "confirm", Role.OPERATOR, commands::confirm),
            new ApiRoute(POST, BREAKER + "kill", Role.ADMIN, commands::kill),
            new ApiRoute(POST, BREAKER + "reset", Role.ADMIN, commands::reset),
            new ApiRoute(POST, BREAKER + "accept", Role.ADMIN, commands::accept),
            new ApiRoute("DELETE", PENDING, Role.ADMIN, pending::cancel),
            new ApiRoute(POST, BREAKER + "reports", Role.REPORTER, reports::handle),
            new ApiRoute(POST, "/api/notifications/{id}/acknowledge", Role.OPERATOR, notices::acknowledge),
            new ApiRoute(POST, SILENCES, Role.OPERATOR, notices::silence),
            new ApiRoute("DELETE", SILENCES, Role.OPERATOR, notices::unsilence));
    }
}
