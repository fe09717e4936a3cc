package io.interlock.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Asks a console over HTTP with the tokens of a file. Threading: the test's. */
final class Client
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Map<String, String> tokens = new HashMap<>();

    /** What came back; no JSON: missing. */
    record Answer(int status, JsonNode json, String text)
    {
    }

    Client(final String url, final Path tokens) throws IOException
    {
        this.url = url;
        for (final String line : Files.readAllLines(tokens))
        {
            if (!line.startsWith("#") && !line.isBlank())
            {
                this.tokens.put(line.split(" ")[1], line.split(" ")[2]);
            }
        }
    }

    /** Role null: without a token; body null: none. */
    Answer ask(final String role, final String method, final String path, final String body)
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
        try
        {
            final HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            final boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
            return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : JSON.missingNode(), response.body());
        }
        catch (final IOException broken)
        {
            throw new AssertionError(path, broken);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    JsonNode get(final String path)
    {
        final Answer answer = ask("viewer", "GET", path, null);
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    int health()
    {
        return ask(null, "GET", "/health", null).status();
    }
}
