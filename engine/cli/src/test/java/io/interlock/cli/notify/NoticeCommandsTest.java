package io.interlock.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NotificationSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator says of notifications, through a live engine's directory. */
class NoticeCommandsTest
{
    @TempDir
    private Path temporary;

    private final List<NoticeCommand> told = new CopyOnWriteArrayList<>();
    private Path directory;
    private BreakerEngine engine;

    @BeforeEach
    void launch()
    {
        directory = temporary.resolve("data");
        final NotificationSink sink = new NotificationSink()
        {
            @Override
            public NoticeCommand.Answer command(final NoticeCommand command)
            {
                told.add(command);
                return new NoticeCommand.Answer(!command.id().equals("gone"), "answer to " + command.kind());
            }
        };
        engine = BreakerEngine.launch(
            new EngineContext().config(ConfigLoader.preset("default")).directory(directory).notificationSink(sink));
    }

    @AfterEach
    void close()
    {
        engine.close();
    }

    private Run run(final String... command)
    {
        final String[] args = new String[command.length + 5];
        args[0] = "notify";
        System.arraycopy(command, 0, args, 1, command.length);
        args[command.length + 1] = "--directory";
        args[command.length + 2] = directory.toString();
        args[command.length + 3] = "--actor";
        args[command.length + 4] = "jane";
        return Run.of("", args);
    }

    @Test
    void shouldAcknowledgeOneOrAll()
    {
        final Run one = run("ack", "b-12", "--reason", "on it");
        assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCode.OK);
        assertThat(one.out()).isEqualTo("answer to ACKNOWLEDGE\n");
        assertThat(run("ack").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(told).containsExactly(
            new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "b-12", "", "jane", "on it"),
            new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "", "", "jane", ""));
    }

    @Test
    void shouldSilenceForAWhileAndEndIt()
    {
        assertThat(run("silence", "--scope", "okx", "--for", "2h", "--reason", "maintenance").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run("unsilence", "n-1").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(told).containsExactly(
            new NoticeCommand(NoticeCommand.Kind.SILENCE, "", "okx", "jane", "2h maintenance"),
            new NoticeCommand(NoticeCommand.Kind.UNSILENCE, "n-1", "", "jane", ""));
    }

    @Test
    void shouldEndWithOneWhereItIsRefused() throws IOException
    {
        final Run run = run("ack", "gone", "--json");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        final JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.get("accepted").booleanValue()).isFalse();
        assertThat(answer.get("message").textValue()).isEqualTo("answer to ACKNOWLEDGE");
        assertThat(run.err()).contains("interlock notify ack: refused: answer to ACKNOWLEDGE");
    }

    @Test
    void shouldSayWhatIsMissing()
    {
        assertThat(run("silence", "--scope", "okx", "--reason", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("silence", "--for", "2h").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("unsilence").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "notify", "ack", "--directory", directory.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "notify", "ack", "--directory", directory.toString(), "--actor", " ").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("ack", "x".repeat(129)).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoEngine()
    {
        engine.close();
        assertThat(run("ack").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Run.of("", "notify", "ack", "--directory", temporary.resolve("none").toString(), "--actor", "a").exitCode())
            .isEqualTo(ExitCode.UNREACHABLE);
    }
}
