package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.core.testing.Await;
import io.interlock.host.page.Browser;
import io.interlock.host.page.BrowserPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who looks at a running demo in a browser, and then acts. Threading: one thread. */
final class DemoPage implements AutoCloseable
{
    private static final Pattern ADDRESS = Pattern.compile("the dashboard is at (http://127\\.0\\.0\\.1:(\\d+))/");
    private static final String API = "/api/circuit-breaker/";
    private static final String ROOT = ".tile[data-scope='']";
    /** Each level that was ever on the page, in words. */
    private static final String SEEN = "window.seen = new Set(); new MutationObserver(() => { const word = document.querySelector(\"" + ROOT
        + " .badge .word\"); word && window.seen.add(word.textContent); }).observe(document.body, { subtree: true, childList: true, "
        + "characterData: true })";

    private final Path err;
    private final Path data;
    private final String address;
    private final BrowserPage page;

    DemoPage(final Browser browser, final Path err, final Path data)
    {
        this.err = err;
        this.data = data;
        Await.until("the demo says where it shows itself", () -> ADDRESS.matcher(said()).find());
        final Matcher found = ADDRESS.matcher(said());
        assertThat(found.find()).isTrue();
        address = found.group(1);
        page = browser.open(address, BrowserPage.Look.DESK);
        page.signIn(token("admin"));
        page.evaluate(SEEN);
    }

    private String said()
    {
        try
        {
            return Files.readString(err);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private String token(final String name)
    {
        try
        {
            return Files.readAllLines(data.resolve("console-tokens.txt")).stream().filter(line -> line.startsWith(name + " ")).findFirst()
                .orElseThrow().split(" ")[2];
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks on until it goes on for people, over its restart. */
    Set<String> levels()
    {
        page.awaitText("#entrance .problem", "The session has ended");
        page.signIn(token("admin"));
        Await.until("it stays", () -> said().contains("it goes on trading for "));
        page.awaitText(ROOT + " .badge .word", "CLOSED");
        final Set<String> seen = new TreeSet<>();
        page.evaluate("[...window.seen]").forEach(one -> seen.add(one.textValue()));
        return seen;
    }

    /** Every command by clicks, and what the gate says to it. */
    void act() throws IOException, InterruptedException
    {
        command(".act.override", "override-on");
        assertThat(allowed("OPEN")).as("under override").isFalse();
        command(".act.override", "override-off");
        Await.until("the override is lifted", () -> allowed("OPEN"));

        confirmIsWanted();
        slow();
        page.await("!document.querySelector(\"" + ROOT + " .act.confirm\").hidden");
        command(".act.confirm", "confirm");
        Await.until("confirmed", () -> allowed("OPEN"));

        slow();
        command(".act", "recover");
        Await.until("recovered", () -> allowed("OPEN"));

        page.click("#bar .kill");
        page.await("document.querySelector('dialog.operator').open");
        page.click(".send:not(:disabled)");
        page.awaitText(ROOT + " .badge .word", "SHUTDOWN");
        assertThat(allowed("CLOSE")).as("killed").isFalse();
    }

    private void command(final String button, final String id)
    {
        page.click(ROOT + " " + button);
        page.click(".choice[data-id='" + id + "']");
        page.await("document.querySelector('.effect').dataset.is === 'possible'");
        page.fill("#op-reason", "to see what it does");
        page.click(".send:not(:disabled)");
        page.await("document.querySelector('dialog .result').dataset.is === 'done'");
        page.press("Escape");
        page.await("!document.querySelector('dialog.operator').open");
    }

    private boolean allowed(final String intent)
    {
        return page.evaluate("fetch('" + API + "check?intent=" + intent + "&confidence=1').then(answer => answer.json())"
            + ".then(answer => answer.allowed)").booleanValue();
    }

    /** HALT waits for a person from now on: the demo's own file does not say so, and a reload does. */
    private void confirmIsWanted() throws IOException, InterruptedException
    {
        final String port = address.substring(address.lastIndexOf(':') + 1);
        final String yaml = new String(Demo.class.getResourceAsStream("demo.yaml").readAllBytes(), StandardCharsets.UTF_8)
            .replace("port: 0", "port: " + port) + "halt: { confirm: on }\n";
        post("config", new ObjectMapper().createObjectNode().put("yaml", yaml).put("reason", "people confirm"), "admin");
    }

    /** Another gateway has a bad time. */
    private void slow() throws IOException, InterruptedException
    {
        post("reports", new ObjectMapper().readTree("{\"reports\":[{\"event\":\"api_latency\",\"a\":3500}]}"), "reporter");
        page.awaitText(ROOT + " .badge .word", "HALT");
        assertThat(allowed("OPEN")).as("at HALT").isFalse();
    }

    private void post(final String route, final JsonNode body, final String role) throws IOException, InterruptedException
    {
        final HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address + API + route))
            .header("Authorization", "Bearer " + token(role)).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Override
    public void close()
    {
        page.close();
    }
}
