package io.interlock.console.http;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes problem bodies (RFC 9457), and has the headers of every answer. Threading: stateless. */
final class Answers
{
    /** What the type of a problem begins with: a name, not an address. */
    static final String TYPE = "urn:interlock:problem:";
    static final String PROBLEM = "application/problem+json";
    /** A further member of a problem: when to try again. */
    static final String RETRY = "retry_after_seconds";
    /** With every 503. */
    static final int RETRY_SECONDS = 1;

    /** Names the owner of the token on the answer to a request that had one. */
    static final String PRINCIPAL = "Interlock-Principal";

    /** On every answer: nothing here is to be kept, framed, guessed at, or read by another page. */
    static final Map<String, String> HEADERS = Map.of(
        "Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options", "nosniff",
        "X-Frame-Options", "DENY",
        "Cache-Control", "no-store",
        "Referrer-Policy", "no-referrer",
        "Cross-Origin-Resource-Policy", "same-origin",
        "Cross-Origin-Opener-Policy", "same-origin");

    private static final ObjectMapper JSON = JsonMapper.builder(
        new JsonMapper().getFactory().setCharacterEscapes(new Escapes())).enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What has a meaning in a page is escaped as well: a text of a peer's may be in a problem. */
    private static final class Escapes extends CharacterEscapes
    {
        private static final long serialVersionUID = 1L;
        private final int[] escapes = standardAsciiEscapesForJSON();

        Escapes()
        {
            for (final char c : "<>&'".toCharArray())
            {
                escapes[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii()
        {
            return escapes.clone();
        }

        @Override
        public SerializableString getEscapeSequence(final int c)
        {
            return null;
        }
    }

    private Answers()
    {
    }

    static ApiResponse problem(final ApiProblem problem)
    {
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE + problem.type());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.getMessage());
        problem.more().forEach(body::putIfAbsent);
        try
        {
            return new ApiResponse(problem.status(), PROBLEM, JSON.writeValueAsString(body).getBytes(StandardCharsets.US_ASCII));
        }
        catch (final JsonProcessingException strange)
        {
            throw new IllegalStateException("a problem of type " + problem.type() + " cannot be written", strange);
        }
    }

    static ApiResponse broken(final String id)
    {
        return problem(new ApiProblem(500, "internal", "The service failed",
            "What happened is in the log of the engine under this id; whether anything was changed is not known: look at the status.",
            Map.of("id", id)));
    }

    static ApiProblem busy()
    {
        return new ApiProblem(503, "busy", "The service is busy", "Too many requests wait already. Try again later.",
            Map.of(RETRY, RETRY_SECONDS));
    }

    static ApiProblem crowded()
    {
        return new ApiProblem(503, "too-many-streams", "Too many event streams are open",
            "There are as many as may be, and this token has its share of them. Close one, or try again later.",
            Map.of(RETRY, RETRY_SECONDS));
    }

    static ApiProblem unread()
    {
        return new ApiProblem(503, "answers-unread", "Too many answers are not taken",
            "Long answers to this token or to all are not read yet by who asked for them. Read them, or try again later.",
            Map.of(RETRY, RETRY_SECONDS));
    }
}
