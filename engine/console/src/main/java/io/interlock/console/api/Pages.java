package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is the same for everybody: the first page, and what there is to be asked for. Threading: any thread of the server. */
final class Pages
{
    /** Beside this class. */
    static final String OPENAPI = "openapi.json";
    private static final int OK = 200;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String FIRST = """
        Interlock: a circuit breaker for trading engines.

        GET /health                      whether the engine lives; needs no token
        GET /openapi.json                every route, its role, its fields
        GET /api/circuit-breaker/status  how everything is

        All but the first want a token: Authorization: Bearer TOKEN
        """;

    private static final String READS_ONLY = """

        This console is attached: it reads the files of an engine in another process. What they do not tell is null, and every
        command is refused: use the engine's own console, or 'interlock operator' on its directory.
        """;

    private final byte[] first;
    private final byte[] openApi;

    Pages(final EngineView view)
    {
        first = (EngineView.ATTACHED.equals(view.source()) ? FIRST + READS_ONLY : FIRST).getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Pages.class.getResourceAsStream(OPENAPI))
        {
            if (in == null)
            {
                throw new IllegalStateException(OPENAPI + " is missing in this program: build it anew");
            }
            openApi = in.readAllBytes();
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(OPENAPI + " cannot be read", unreadable);
        }
    }

    ApiResponse first(final ApiRequest request)
    {
        new Query(request);
        return new ApiResponse(OK, TEXT, first);
    }

    ApiResponse openApi(final ApiRequest request)
    {
        new Query(request);
        return new ApiResponse(OK, ApiResponse.JSON, openApi);
    }
}
