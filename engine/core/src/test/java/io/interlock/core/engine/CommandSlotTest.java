package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.CommandSlotClient;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.mapped.SlotToken;
import io.interlock.core.model.Level;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator of another process acts through the mapped file. */
class CommandSlotTest
{
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final int SLOT = 1024;
    private static final int TOKEN = 720;

    @TempDir
    private Path temp;

    private static CommandSlot.Command command(final SlotCommand what, final String scope, final String actor, final String reason)
    {
        return new CommandSlot.Command(what, null, scope, actor, reason);
    }

    @Test
    void shouldCarryOutACommandAndAnswerIt()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), temp);
            CommandSlotClient client = CommandSlotClient.open(temp))
        {
            engine.scope("v");
            final CommandSlot.Answer killed = client.send(command(SlotCommand.KILL, "v", "ann", "smoke"), DEADLINE);
            assertThat(killed.accepted()).as(killed.message()).isTrue();
            assertThat(killed.level()).isEqualTo(Level.SHUTDOWN);
            assertThat(engine.scope("v").level()).isEqualTo(Level.SHUTDOWN);
            assertThat(client.send(command(SlotCommand.KILL, "nowhere", "ann", ""), DEADLINE).message()).contains("nowhere");
            assertThat(client.send(command(SlotCommand.OVERRIDE_ENABLE, "", "", ""), DEADLINE).message()).contains("actor");
            assertThat(client.send(command(SlotCommand.OVERRIDE_ENABLE, "", "ann", ""), DEADLINE).accepted()).isTrue();
            assertThatThrownBy(() -> client.send(command(SlotCommand.CONFIRM, "", "ann", "x".repeat(129)), DEADLINE))
                .isInstanceOf(GateFileException.class).hasMessageContaining("129");
        }
    }

    @Test
    void shouldPassWhatAnOperatorSaysOfNotificationsToTheSink()
    {
        final List<NoticeCommand> asked = new CopyOnWriteArrayList<>();
        final NotificationSink sink = new NotificationSink()
        {
            @Override
            public NoticeCommand.Answer command(final NoticeCommand command)
            {
                asked.add(command);
                return new NoticeCommand.Answer(command.kind() != NoticeCommand.Kind.UNSILENCE, "heard " + command.kind());
            }
        };
        final EngineContext context = new EngineContext().config(TestConfigs.patient()).directory(temp).notificationSink(sink);
        try (BreakerEngine engine = BreakerEngine.launch(context); CommandSlotClient client = CommandSlotClient.open(temp))
        {
            engine.scope("v");
            final CommandSlot.Answer answer = client.send(command(SlotCommand.NOTICE_ACKNOWLEDGE, "boot-7", "ann", "seen"), DEADLINE);
            assertThat(answer.accepted()).as(answer.message()).isTrue();
            assertThat(answer.message()).isEqualTo("heard ACKNOWLEDGE");
            client.send(command(SlotCommand.NOTICE_SILENCE, "v", "ann", "2h lunch"), DEADLINE);
            assertThat(client.send(command(SlotCommand.NOTICE_UNSILENCE, "s-1", "ann", ""), DEADLINE).accepted()).isFalse();
            assertThat(client.send(command(SlotCommand.NOTICE_SILENCE, "v", "", "2h"), DEADLINE).message()).contains("actor");
            assertThat(asked).containsExactly(
                new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "boot-7", "", "ann", "seen"),
                new NoticeCommand(NoticeCommand.Kind.SILENCE, "", "v", "ann", "2h lunch"),
                new NoticeCommand(NoticeCommand.Kind.UNSILENCE, "s-1", "", "ann", ""));
        }
    }

    @Test
    void shouldKillThroughTheSlotWhileTheSinkHangs()
    {
        final CountDownLatch never = new CountDownLatch(1);
        final NotificationSink sink = new NotificationSink()
        {
            @Override
            public NoticeCommand.Answer command(final NoticeCommand command)
            {
                while (never.getCount() > 0)
                {
                    Thread.interrupted();
                    Thread.yield();
                }
                return new NoticeCommand.Answer(true, "late");
            }
        };
        final EngineContext context = new EngineContext().config(TestConfigs.patient()).directory(temp).notificationSink(sink);
        try (BreakerEngine engine = BreakerEngine.launch(context); CommandSlotClient client = CommandSlotClient.open(temp))
        {
            final NoticeCommand asked = new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "boot-7", "", "ann", "");
            assertThat(engine.notice(asked).message()).contains("did not answer");
            assertThat(client.send(command(SlotCommand.NOTICE_ACKNOWLEDGE, "boot-7", "ann", ""), DEADLINE).message())
                .contains("did not answer");
            assertThat(client.send(command(SlotCommand.KILL, "", "ann", "smoke"), DEADLINE).accepted()).isTrue();
            Await.until("both are told", () -> raised(engine, "NOTICE_COMMAND").size() == 2);
            assertThat(raised(engine, "NOTICE_COMMAND")).allSatisfy(issue -> assertThat(issue.details())
                .contains("ACKNOWLEDGE was not answered within"));
        }
        finally
        {
            never.countDown();
        }
    }

    /** An older program made the file open to others, and a token in it is read by whoever looks at the right moment. */
    @Test
    void shouldTellNoTokenToAFileThatOthersMayRead() throws IOException
    {
        final CommandSlot.Command command = new CommandSlot.Command(
            SlotCommand.FORCE_RECOVERY, null, "", "ann", "", new SlotToken("ilk_canary"));
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), temp);
            CommandSlotClient client = CommandSlotClient.open(temp))
        {
            Files.setPosixFilePermissions(temp.resolve("gate.dat"), PosixFilePermissions.fromString("rw-r--r--"));
            assertThatThrownBy(() -> client.send(command, DEADLINE)).isInstanceOf(GateFileException.class)
                .hasMessageContaining("is open to others").hasMessageContaining("nothing was asked").hasMessageNotContaining("canary");
            assertThat(client.send(command(SlotCommand.OVERRIDE_ENABLE, "", "ann", ""), DEADLINE).accepted()).as("without one").isTrue();
            Files.setPosixFilePermissions(temp.resolve("gate.dat"), PosixFilePermissions.fromString("rw-------"));
            assertThat(client.send(command, DEADLINE).timedOut()).isFalse();
            assertThat(engine.status().scope("").levels().ownOverride()).isTrue();
        }
    }

    @Test
    void shouldSayThatThereIsNoEngine()
    {
        assertThatThrownBy(() -> CommandSlotClient.open(temp)).isInstanceOf(GateFileException.class).hasMessageContaining("no gate file");
    }

    @Test
    void shouldSurviveAnyBytesInTheSlot() throws Exception
    {
        final long seed = 20261124L;
        final Random random = new Random(seed);
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), temp);
            RandomAccessFile file = new RandomAccessFile(temp.resolve(GateFile.NAME).toFile(), "rw"))
        {
            final byte[] bytes = new byte[1024];
            for (int round = 0; round < 100; round++)
            {
                random.nextBytes(bytes);
                // Little endian 2: REQUESTED, so that the engine looks at all the rest.
                for (int i = 0; i < 8; i++)
                {
                    bytes[i] = (byte)(i == 0 ? 2 : 0);
                }
                file.seek(SLOT);
                file.write(bytes);
                Await.until("answered, seed " + seed + " round " + round, () -> state(file) == 4);
            }
            file.seek(SLOT);
            file.write(new byte[8]);
            try (CommandSlotClient client = CommandSlotClient.open(temp))
            {
                assertThat(client.send(command(SlotCommand.OVERRIDE_ENABLE, "", "ann", ""), DEADLINE).accepted()).isTrue();
            }
            assertThat(engine.status().counters().faults()).isZero();
        }
    }

    private static byte[] bytes(final RandomAccessFile file, final int from, final int length) throws IOException
    {
        final byte[] bytes = new byte[length];
        file.seek(SLOT + from);
        file.readFully(bytes);
        return bytes;
    }

    /** Of a secret nothing stays in the file, and nothing of it is in a text. */
    @Test
    void shouldTakeATokenAndWipeItBeforeItIsLookedAt() throws Exception
    {
        final List<CommandSlot.Command> seen = new CopyOnWriteArrayList<>();
        final List<byte[]> slots = new CopyOnWriteArrayList<>();
        final CommandRule rule = (command, desk) ->
        {
            seen.add(command);
            try (RandomAccessFile file = new RandomAccessFile(temp.resolve(GateFile.NAME).toFile(), "r"))
            {
                slots.add(bytes(file, TOKEN, 1024 - TOKEN));
            }
            catch (final IOException failed)
            {
                throw new AssertionError(failed);
            }
            return new CommandSlot.Answer(false, "a second person is needed", Level.HALT, false, true);
        };
        final CommandSlot.Command asked = new CommandSlot.Command(
            SlotCommand.FORCE_RECOVERY, null, "", "ann", "", new SlotToken("ilk_canary"));
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.patient()).directory(temp).commandRule(rule));
            CommandSlotClient client = CommandSlotClient.open(temp))
        {
            final CommandSlot.Answer held = client.send(asked, DEADLINE);
            assertThat(held.pending()).isTrue();
            assertThat(held.accepted()).isFalse();
            assertThat(held.message()).isEqualTo("a second person is needed");
            assertThat(seen).singleElement().satisfies(command ->
            {
                assertThat(command.token().reveal()).isEqualTo("ilk_canary");
                assertThat(command.toString()).doesNotContain("canary");
            });
            assertThat(slots).singleElement().isEqualTo(new byte[1024 - TOKEN]);
            for (final SlotCommand other : List.of(SlotCommand.KILL, SlotCommand.OVERRIDE_ENABLE, SlotCommand.OVERRIDE_DISABLE))
            {
                assertThat(client.send(command(other, "", "ann", ""), DEADLINE).accepted()).as(other.toString()).isTrue();
            }
            assertThat(seen).as("what tightens is never asked about").hasSize(1);
            assertThat(engine.root().level()).isEqualTo(Level.SHUTDOWN);
        }
        assertThatThrownBy(() -> new SlotToken("canary".repeat(43))).isInstanceOf(GateFileException.class)
            .hasMessageContaining("258 bytes").message().doesNotContain("canary");
    }

    /** A client of before there were tokens writes all but these bytes: what another left there is not its own. */
    @Test
    void shouldNotTakeATokenForThatOfAClientThatKnowsNone() throws Exception
    {
        final List<CommandSlot.Command> seen = new CopyOnWriteArrayList<>();
        final CommandRule rule = (command, desk) ->
        {
            seen.add(command);
            return null;
        };
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.patient()).directory(temp).commandRule(rule));
            RandomAccessFile file = new RandomAccessFile(temp.resolve(GateFile.NAME).toFile(), "rw"))
        {
            for (final long tokenId : new long[] {8, 7})
            {
                final ByteBuffer slot = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
                slot.putLong(8, 7).putInt(24, SlotCommand.FORCE_RECOVERY.ordinal()).putInt(28, -1).putInt(36, 3).putInt(TOKEN, 5);
                slot.put(192, "ann".getBytes(StandardCharsets.US_ASCII)).put(TOKEN + 8, "ilk_x".getBytes(StandardCharsets.US_ASCII));
                slot.putLong(984, tokenId);
                file.seek(SLOT + 8);
                file.write(slot.array(), 8, 1016);
                file.seek(SLOT);
                file.write(2);
                Await.until("answered", () -> state(file) == 4);
                file.seek(SLOT);
                file.write(0);
            }
            assertThat(engine.status().counters().faults()).isZero();
        }
        assertThat(seen).extracting(command -> command.token().reveal()).containsExactly("", "ilk_x");
    }

    @Test
    void shouldRefuseWhereTheRuleThrows()
    {
        final CommandRule rule = (command, desk) ->
        {
            throw new IllegalStateException("the test's rule");
        };
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.patient()).directory(temp).commandRule(rule));
            CommandSlotClient client = CommandSlotClient.open(temp))
        {
            final Scope scope = engine.scope("v");
            scope.reporter().apiLatency(2_000_000_000L);
            engine.drain();
            assertThat(client.send(command(SlotCommand.FORCE_RECOVERY, "v", "ann", ""), DEADLINE).accepted()).isFalse();
            assertThat(scope.level()).isEqualTo(Level.THROTTLE);
        }
    }

    @Test
    void shouldRefuseAndSayWhatThrewAndGoOn()
    {
        final ReloadSource source = (actor, reason, dryRun) ->
        {
            throw new IllegalStateException("the test's file");
        };
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), temp);
            CommandSlotClient client = CommandSlotClient.open(temp))
        {
            engine.desk().reloadsFrom(source);
            final CommandSlot.Answer answer = client.send(command(SlotCommand.RELOAD, "", "ann", ""), DEADLINE);
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message()).contains("the command failed", "the test's file");
            Await.until("it is told", () -> !raised(engine, "COMMAND_SLOT").isEmpty());
            assertThat(raised(engine, "COMMAND_SLOT").get(0).details()).contains("RELOAD threw", "the test's file");
            assertThat(client.send(command(SlotCommand.KILL, "", "ann", "smoke"), DEADLINE).accepted()).isTrue();
        }
    }

    private static List<Issue> raised(final BreakerEngine engine, final String type)
    {
        return engine.issues(Duration.ofMinutes(10)).stream().filter(issue -> issue.issueType().equals(type)).toList();
    }

    private static int state(final RandomAccessFile file)
    {
        try
        {
            file.seek(SLOT);
            return file.read();
        }
        catch (final IOException failed)
        {
            throw new AssertionError(failed);
        }
    }
}
