package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What is the same for everybody: what there is to be asked for. Threading: any thread of the server. */
final class Pages
{
    /** Beside this class. */
    static final String OPENAPI = "openapi.json";
    private static final int OK = 200;

    private final byte[] openApi;

    Pages()
    {
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

    ApiResponse openApi(final ApiRequest request)
    {
        new Query(request);
        return new ApiResponse(OK, ApiResponse.JSON, openApi);
    }
}
