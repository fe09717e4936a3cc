package io.interlock.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against receivers of ours on loopback. */
class TestCommandTest
{
    private static final String CANARY = "canary-8f2b71";

    @TempDir
    private Path folder;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException
    {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange ->
        {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().startsWith("/bad") ? 500 : 200, -1);
            exchange.close();
        });
        receiver.start();
        final Path key = folder.resolve("key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, CANARY + "\n");
    }

    @AfterEach
    void close()
    {
        receiver.stop(0);
    }

    private Path config(final String... channels) throws IOException
    {
        final StringBuilder yaml = new StringBuilder("preset: production\nnotifications:\n  channels:\n");
        for (final String channel : channels)
        {
            yaml.append("    ").append(channel).append(": { type: webhook, url: \"http://127.0.0.1:")
                .append(receiver.getAddress().getPort())
                .append('/').append(channel).append("\", key-file: ").append(folder.resolve("key")).append(", allow-private: yes }\n");
        }
        return Files.writeString(folder.resolve("interlock.yaml"), yaml.toString());
    }

    private static JsonNode json(final Run run) throws JsonProcessingException
    {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void shouldSendAMarkedTestToEachChannelAndTellWhatBecameOfIt() throws IOException
    {
        final Run run = Run.of("", "notify", "test", "--config", config("good", "other").toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.lines()).hasSize(4);
        assertThat(run.lines().get(0)).startsWith("CHANNEL").contains("RESULT");
        assertThat(run.lines().get(1)).startsWith("log").contains("ok");
        assertThat(run.lines().get(2)).startsWith("good").contains("webhook", "ok");
        assertThat(bodies).hasSize(2).allSatisfy(body ->
        {
            final JsonNode told = new ObjectMapper().readTree(body);
            assertThat(told.get("title").textValue()).isEqualTo("[TEST] a test from Interlock: nothing has happened");
            assertThat(told.toString()).contains("\"TEST\"");
        });
    }

    @Test
    void shouldEndWithOneWhereAChannelDoesNotTakeItAndStillAskTheOthers() throws IOException
    {
        final Run run = Run.of("", "notify", "test", "--json", "--config", config("bad", "good").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        final JsonNode told = json(run);
        assertThat(told.get("ok").booleanValue()).isFalse();
        assertThat(told.at("/channels/1/channel").textValue()).isEqualTo("bad");
        assertThat(told.at("/channels/1/ok").booleanValue()).isFalse();
        assertThat(told.at("/channels/1/answer").textValue()).contains("500");
        assertThat(told.at("/channels/2/ok").booleanValue()).isTrue();
        assertThat(told.get("id").textValue()).startsWith("test-");
        assertThat(run.out() + run.err()).doesNotContain(CANARY);
    }

    @Test
    void shouldTakeOneChannelAlone() throws IOException
    {
        final Run run = Run.of("", "notify", "test", "--channel", "good", "--config", config("bad", "good").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(bodies).hasSize(1);
        final Run unknown = Run.of("", "notify", "test", "--channel", "none", "--config", config("bad", "good").toString());
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("has no channel 'none'; there are ", "bad", "good");
    }

    @Test
    void shouldRefuseABadConfigurationAndBadTemplatesWithTheirPlace() throws IOException
    {
        final Path file = config("good");
        Files.writeString(file, Files.readString(file) + "  templates: " + folder.resolve("templates") + "\n");
        Files.createDirectory(folder.resolve("templates"));
        Files.writeString(folder.resolve("templates/test.title.mustache"), "{{nothere}}");
        final Run template = Run.of("", "notify", "test", "--config", file.toString());
        assertThat(template.exitCode()).as(template.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(template.err()).contains("test.title.mustache:1: there is no value 'nothere'");
        assertThat(bodies).isEmpty();

        Files.writeString(file, "notifications: { channels: { x: { type: pigeon } } }\n");
        final Run bad = Run.of("", "notify", "test", "--config", file.toString());
        assertThat(bad.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bad.err()).contains(file + ":1:");
    }

    @Test
    void shouldSayThatThereAreNoChannels() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("c.yaml"), "preset: default\n");
        final Run run = Run.of("", "notify", "test", "--channel", "x", "--config", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "notify").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldAskEachChannelInDoctorWithoutTellingAnybody() throws IOException
    {
        final Path file = config("good");
        final Run run = Run.of("", "doctor", "--config", file.toString());
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).containsPattern("ok    channel +good \\(webhook\\): ").doesNotContain(CANARY);
        assertThat(bodies).isEmpty();

        receiver.stop(0);
        final Run down = Run.of("", "doctor", "--config", file.toString());
        assertThat(down.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(down.out()).containsPattern("FAIL  channel +good \\(webhook\\): ").contains("interlock notify test --channel good");
    }
}
