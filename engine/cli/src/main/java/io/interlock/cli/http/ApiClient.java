package io.interlock.cli.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.text.CleanText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Asks an engine's console. Its answers are JSON objects; what is none, is no console's, or comes too late ends the command. The token is
 * in the requests' header alone: no text of this class, and no exception, has it.
 *
 * <p>Threading: one thread, which waits.
 */
public final class ApiClient
{
    /** What a console names the token's owner in. */
    public static final String PRINCIPAL = "Interlock-Principal";

    private static final int LONGEST_SHOWN = 1_000;
    private static final int LONGEST_NAME = 64;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build()).build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final URI url;
    private final ApiToken token;
    private final Wire wire;
    private String principal = "";

    /**
     * Asks nobody yet.
     *
     * @param url   of the console, without a path.
     * @param token read from a file or the environment.
     * @param trust whom TLS trusts.
     * @param deadline of one request.
     */
    ApiClient(final URI url, final ApiToken token, final Trust trust, final Duration deadline)
    {
        this.url = url;
        this.token = token;
        wire = new Wire(url, trust.context(), deadline);
    }

    /**
     * Where it asks.
     *
     * @return for example {@code http://127.0.0.1:8080}.
     */
    public String url()
    {
        return url.toString();
    }

    /**
     * Whose token it is.
     *
     * @return as the console said with its latest answer; empty before.
     */
    public String principal()
    {
        return principal;
    }

    /**
     * Where it asks, and as whom.
     *
     * @return for people.
     */
    public String via()
    {
        return "via " + url + (principal.isEmpty() ? "" : " as " + principal);
    }

    /**
     * Reads.
     *
     * @param path  of the route.
     * @param query names and values in turns.
     * @return never a problem.
     * @throws CliException where it is one, see {@link Problem}, or nobody answers.
     */
    public JsonNode get(final String path, final String... query)
    {
        return required(send("GET", path(path, query), null)).body();
    }

    /**
     * Commands.
     *
     * @param path   of the route.
     * @param fields of the body.
     * @return never a problem; it may be {@link ApiAnswer#isPending() pending}.
     * @throws CliException where it is one, see {@link Problem}, or nobody answers.
     */
    public ApiAnswer post(final String path, final Map<String, ?> fields)
    {
        return required(send("POST", path, fields));
    }

    /**
     * Takes away.
     *
     * @param path   of the route.
     * @param fields of the body; null for none.
     * @param query  names and values in turns.
     * @return never a problem.
     * @throws CliException where it is one, see {@link Problem}, or nobody answers.
     */
    public ApiAnswer delete(final String path, final Map<String, ?> fields, final String... query)
    {
        return required(send("DELETE", path(path, query), fields));
    }

    /**
     * An answer, or the end of the command.
     *
     * @param answer of {@link #send}.
     * @return the same.
     * @throws CliException where it is a problem, see {@link Problem}.
     */
    public ApiAnswer required(final ApiAnswer answer)
    {
        if (answer.isOk())
        {
            return answer;
        }
        throw new Problem(url(), answer).end();
    }

    /**
     * Asks, and gives a problem back like any other answer, for who can go on without.
     *
     * @param method of HTTP.
     * @param path   of the route, with its query.
     * @param fields of the body; null for none.
     * @return a JSON object, with any status that is no redirect.
     * @throws CliException with {@link ExitCode#UNREACHABLE} where nobody answers, or no console does.
     */
    public ApiAnswer send(final String method, final String path, final Map<String, ?> fields)
    {
        final HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).header("Accept", "application/json")
            .header("Authorization", token.header());
        if (fields != null)
        {
            request.header("Content-Type", "application/json");
        }
        request.method(method, fields == null ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(bytes(fields)));
        return answer(wire.send(request.build()));
    }

    /** Also a path that somebody's id is part of. */
    static String path(final String path, final String... query)
    {
        final StringBuilder whole = new StringBuilder(path);
        for (int i = 0; i < query.length; i += 2)
        {
            whole.append(i == 0 ? '?' : '&').append(query[i]).append('=').append(encoded(query[i + 1]));
        }
        return whole.toString();
    }

    /**
     * A text as part of an address.
     *
     * @param text any.
     * @return with no character that means something there.
     */
    public static String encoded(final String text)
    {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] bytes(final Map<String, ?> fields)
    {
        try
        {
            return JSON.writeValueAsBytes(fields);
        }
        catch (final IOException impossible)
        {
            throw new IllegalStateException("fields of " + fields.keySet() + " cannot be written as JSON", impossible);
        }
    }

    private ApiAnswer answer(final HttpResponse<byte[]> response)
    {
        final int status = response.statusCode();
        if (status >= 300 && status < 400)
        {
            final String where = CleanText.line(response.headers().firstValue("location").orElse("elsewhere"), LONGEST_SHOWN);
            throw new CliException(ExitCode.UNREACHABLE, url + " points to " + where + ", which is not followed: a token is for one engine."
                + " Name the console's own address");
        }
        principal = CleanText.line(response.headers().firstValue(PRINCIPAL).orElse(principal), LONGEST_NAME);
        JsonNode body = null;
        try
        {
            body = JSON.readTree(response.body());
        }
        catch (final IOException | StackOverflowError foreign)
        {
            // Told below: what it is does not matter.
            body = null;
        }
        if (body == null || !body.isObject())
        {
            throw new CliException(ExitCode.UNREACHABLE, "what answers at " + url + " (HTTP " + status + ") is no console of an engine: "
                + "its answer is no JSON object");
        }
        return new ApiAnswer(status, body);
    }
}
