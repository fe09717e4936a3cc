package io.interlock.console.page;

import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import java.util.List;
import java.util.Map;

/**
 * Answers with the dashboard. Its policy lets a browser load what is from here and run nothing that is written into a page, so that a
 * hostile text that some mistake made part of the page would still be no program.
 *
 * <p>Threading: immutable; any thread of the server.
 */
public final class PageRoutes
{
    /** Where its files are: the version, then the name. */
    public static final String FILES = "/page/{version}/{file}";

    /** Trusted types: no text of anybody's becomes a part of the page but as text. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    private static final String KEPT = "public, max-age=31536000, immutable";

    private final PageFiles files = new PageFiles();

    private PageRoutes()
    {
    }

    /**
     * The page and its files; none needs a token, and none tells anything of an engine.
     *
     * @return for a server.
     */
    public static List<ApiRoute> all()
    {
        final PageRoutes routes = new PageRoutes();
        return List.of(new ApiRoute("GET", "/", null, routes::first), new ApiRoute("GET", FILES, null, routes::file));
    }

    private ApiResponse first(final ApiRequest request)
    {
        return new ApiResponse(OK, HTML, files.index()).with("Content-Security-Policy", POLICY).with("Permissions-Policy", PERMISSIONS);
    }

    private ApiResponse file(final ApiRequest request)
    {
        final String name = request.variables().get("file");
        final byte[] file = files.version().equals(request.variables().get("version")) ? files.file(name) : null;
        if (file == null)
        {
            throw new ApiProblem(NOT_FOUND, "no-such-file", "There is nothing here",
                "The dashboard has no such file, or has another version by now: load / again.", Map.of());
        }
        return new ApiResponse(OK, PageFiles.type(name), file).with("Cache-Control", KEPT);
    }
}
