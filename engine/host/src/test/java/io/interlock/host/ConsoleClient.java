package io.interlock.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Asks a console over HTTP, as its owner hands tokens out. Threading: the test's. */
final class ConsoleClient
{
    static final ObjectMapper JSON = new ObjectMapper();

    /** Its own way is to ask for another protocol, which this service speaks none of. */
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Map<String, String> tokens;

    /** What came back. */
    record Answer(int status, JsonNode json, String text)
    {
    }

    ConsoleClient(final String url, final Map<String, String> tokens)
    {
        this.url = url;
        this.tokens = tokens;
    }

    static ConsoleClient of(final Interlock interlock) throws IOException
    {
        final ConsoleInfo info = interlock.console().orElseThrow(
            () -> new AssertionError(interlock.engine().issues(Duration.ofMinutes(1)).toString()));
        return new ConsoleClient(info.url(), tokens(info.tokens()));
    }

    /** By role. */
    static Map<String, String> tokens(final Path file) throws IOException
    {
        final Map<String, String> tokens = new HashMap<>();
        for (final String line : Files.readAllLines(file))
        {
            if (!line.startsWith("#") && !line.isBlank())
            {
                final String[] parts = line.split(" ");
                tokens.put(parts[1], parts[2]);
            }
        }
        return tokens;
    }

    /** The same tokens at another start. */
    ConsoleClient at(final Interlock interlock)
    {
        return new ConsoleClient(interlock.console().orElseThrow().url(), tokens);
    }

    String token(final String role)
    {
        return tokens.get(role);
    }

    /** Role null: without a token. */
    Answer ask(final String role, final String method, final String path, final String body) throws IOException, InterruptedException
    {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null)
        {
            request.header("Content-Type", "application/json");
        }
        if (role != null)
        {
            request.header("Authorization", "Bearer " + tokens.get(role));
        }
        final HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        final boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
        return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : null, response.body());
    }

    /** Listens from after an id; null: from now on. To be closed. */
    Listening listen(final String role, final String lastId) throws IOException, InterruptedException
    {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/stream"))
            .header("Authorization", "Bearer " + tokens.get(role));
        if (lastId != null)
        {
            request.header("Last-Event-ID", lastId);
        }
        final HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200)
        {
            throw new AssertionError("not listening: " + response);
        }
        return new Listening(response.body());
    }

    JsonNode get(final String path) throws IOException, InterruptedException
    {
        final Answer answer = ask("viewer", "GET", path, null);
        if (answer.status() != 200)
        {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.json();
    }
}
