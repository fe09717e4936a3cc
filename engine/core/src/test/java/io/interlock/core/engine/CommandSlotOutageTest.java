package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.CommandSlotClient;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileInfo;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command slot where there is no memory or no thread, and where a command hangs: each is answered, and a kill gets through. */
class CommandSlotOutageTest
{
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    private Path temp;

    private static CommandSlot.Command command(final SlotCommand what, final String scope, final String actor, final String reason)
    {
        return new CommandSlot.Command(what, null, scope, actor, reason);
    }

    /** The process may start no further thread: a kill has to work all the same. */
    @Test
    void shouldKillWhereThereIsNoThreadToBeHad()
    {
        final AtomicBoolean none = new AtomicBoolean();
        final EngineContext context = new EngineContext().config(TestConfigs.patient()).directory(temp).threadFactory(work ->
        {
            if (none.get())
            {
                throw new OutOfMemoryError("unable to create native thread (planted)");
            }
            return new Thread(work);
        });
        try (BreakerEngine engine = BreakerEngine.launch(context); CommandSlotClient client = CommandSlotClient.open(temp))
        {
            none.set(true);
            final CommandSlot.Answer reload = client.send(command(SlotCommand.RELOAD, "", "ann", ""), DEADLINE);
            assertThat(reload.accepted()).isFalse();
            assertThat(reload.message()).as("it needs one, and says so").startsWith("nothing was done")
                .contains("unable to create native thread");
            assertThat(engine.root().level()).isEqualTo(Level.CLOSED);
            assertThat(client.send(command(SlotCommand.KILL, "", "ann", "smoke"), DEADLINE).accepted()).isTrue();
            assertThat(engine.root().level()).isEqualTo(Level.SHUTDOWN);
            none.set(false);
        }
    }

    @Test
    void shouldKillWhileAReloadHangs()
    {
        final CountDownLatch never = new CountDownLatch(1);
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), temp);
            CommandSlotClient client = CommandSlotClient.open(temp))
        {
            engine.desk().reloadsFrom((actor, reason, dryRun) ->
            {
                boolean interrupted = true;
                while (interrupted && never.getCount() > 0)
                {
                    try
                    {
                        never.await();
                        interrupted = false;
                    }
                    catch (final InterruptedException closed)
                    {
                        interrupted = true;
                    }
                }
                return null;
            });
            assertThat(client.send(command(SlotCommand.RELOAD, "", "ann", ""), DEADLINE).message()).contains("within 3 s");
            assertThat(client.send(command(SlotCommand.RELOAD, "", "ann", ""), DEADLINE).message()).contains("still reads its files");
            assertThat(client.send(command(SlotCommand.KILL, "", "ann", "smoke"), DEADLINE).accepted()).isTrue();
        }
        finally
        {
            never.countDown();
        }
    }

    /** Where nobody can carry a command out, its client is told, and the slot is free for the next. */
    @Test
    void shouldAnswerWhatCannotBeBegun()
    {
        final GateFile file = new GateFile(temp, 4, new UUID(1, 2), 0, 0);
        file.add(0, "");
        new GateFileInfo(file).heartbeat(System.currentTimeMillis(), System.nanoTime(), 0);
        file.publish();
        final CommandSlot slot = file.commandSlot();
        final CommandSlotClient client = CommandSlotClient.open(temp);
        final Thread engine = new Thread(() -> Await.until("a command comes", () ->
        {
            final boolean came = slot.poll(0) != null;
            if (came)
            {
                slot.refuse();
            }
            return came;
        }));
        engine.start();
        try (client)
        {
            final CommandSlot.Answer answer = client.send(command(SlotCommand.KILL, "", "ann", ""), DEADLINE);
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message()).startsWith("nothing was done");
        }
    }
}
