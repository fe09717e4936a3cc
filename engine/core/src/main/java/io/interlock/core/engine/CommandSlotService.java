package io.interlock.core.engine;

import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.text.FaultText;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries out what operators of other processes ask for through the mapped file. Polled by the watchdog; the desk waits on a thread of
 * its own, so that a command never delays a tick.
 *
 * <p>Threading: {@link #run()} watchdog thread.
 */
final class CommandSlotService implements Runnable, AutoCloseable
{
    private static final String WHERE = EngineLog.held("OutOfMemoryError in a command");
    private static final long RELOAD_S = 3;

    private final EngineParts parts;
    private final CommandSlot slot;
    private final OperatorDesk desk;
    private final NoticeDesk notices;
    private final RuleAsker rule;
    private final ExecutorService executor;
    /** Of reloads: made when one is asked for. */
    private final ExecutorService reloads;

    CommandSlotService(
        final EngineParts parts, final CommandSlot slot, final OperatorDesk desk, final NoticeDesk notices, final ThreadFactory factory,
        final EngineContext context)
    {
        rule = new RuleAsker(parts, desk, factory, context);
        this.notices = notices;
        this.parts = parts;
        this.slot = slot;
        this.desk = desk;
        reloads = new ThreadPoolExecutor(0, 1, RELOAD_S, TimeUnit.SECONDS, new SynchronousQueue<>(), work ->
        {
            final Thread thread = factory.newThread(work);
            thread.setName("interlock-command-reload");
            return thread;
        });
        final ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work ->
        {
            final Thread thread = factory.newThread(work);
            thread.setName("interlock-command-slot");
            return thread;
        });
        // Before it is needed: a kill that comes when there is no thread to be had is still carried out.
        one.prestartAllCoreThreads();
        executor = one;
    }

    @Override
    public void run()
    {
        final CommandSlot.Command command = slot.poll(EngineClock.SYSTEM.nanoTime());
        if (command == null)
        {
            return;
        }
        boolean given = false;
        try
        {
            executor.execute(() -> answer(command));
            given = true;
        }
        catch (final RejectedExecutionException closed)
        {
            // Told below, as what is thrown for want of memory.
            EngineLog.LOG.debug("a command came while the engine closes", closed);
        }
        finally
        {
            if (!given)
            {
                slot.refuse();
            }
        }
    }

    private void answer(final CommandSlot.Command command)
    {
        try
        {
            slot.answer(answerTo(command));
        }
        catch (final Throwable thrown)
        {
            failed(command, thrown);
        }
    }

    /** Whatever there is no memory for: a slot that is never answered takes no further command. */
    private void failed(final CommandSlot.Command command, final Throwable thrown)
    {
        boolean told = false;
        try
        {
            parts.hostErrors().thrown(thrown, WHERE);
            slot.answer(new CommandSlot.Answer(false, "the command failed: " + FaultText.of(thrown), Level.CLOSED, false));
            told = true;
            parts.raise("COMMAND_SLOT", command.scope(), command.command() + " threw " + FaultText.of(thrown));
        }
        catch (final Throwable again)
        {
            // This thread goes on: there may be none in its place.
            EngineLog.error(WHERE, again);
            if (!told)
            {
                slot.fail();
            }
        }
    }

    private CommandSlot.Answer answerTo(final CommandSlot.Command command)
    {
        return switch (command.command())
        {
            case NOTICE_ACKNOWLEDGE -> notice(command, NoticeCommand.Kind.ACKNOWLEDGE, command.scope(), "");
            case NOTICE_SILENCE -> notice(command, NoticeCommand.Kind.SILENCE, "", command.scope());
            case NOTICE_UNSILENCE -> notice(command, NoticeCommand.Kind.UNSILENCE, command.scope(), "");
            case FORCE_RECOVERY, RESET, ACCEPT ->
            {
                final CommandSlot.Answer held = rule.held(command);
                yield held == null ? desk(command) : held;
            }
            case RELOAD, RELOAD_CHECK -> reload(command);
            default -> desk(command);
        };
    }

    /** It reads files, which may hang: a kill must not wait behind it. */
    private CommandSlot.Answer reload(final CommandSlot.Command command)
    {
        final Future<CommandResult> reloading;
        try
        {
            reloading = reloads.submit(
                () -> desk.reloadAgain(command.actor(), command.reason(), command.command() == SlotCommand.RELOAD_CHECK));
        }
        catch (final RejectedExecutionException busy)
        {
            return refused("a reload before this one still reads its files, or the engine is closed: refused", false);
        }
        catch (final OutOfMemoryError none)
        {
            return refused("nothing was done: there is no thread to be had that reads the files: " + FaultText.of(none), false);
        }
        try
        {
            return answer(reloading.get(RELOAD_S, TimeUnit.SECONDS));
        }
        catch (final TimeoutException late)
        {
            return refused("the reload has not ended within " + RELOAD_S + " s: it is still tried; the status says what is in force", true);
        }
        catch (final ExecutionException thrown)
        {
            throw new IllegalStateException(FaultText.of(thrown.getCause()), thrown.getCause());
        }
        catch (final InterruptedException closed)
        {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the engine is closed", closed);
        }
    }

    private CommandSlot.Answer refused(final String why, final boolean timedOut)
    {
        return new CommandSlot.Answer(false, why, parts.registry().find("").level(), timedOut);
    }

    private static CommandSlot.Answer answer(final CommandResult result)
    {
        return new CommandSlot.Answer(result.accepted(), result.message(), result.level(), result.timedOut());
    }

    private CommandSlot.Answer desk(final CommandSlot.Command command)
    {
        return answer(execute(command));
    }

    /** It changes no level: the answer says the most severe one, that of the root. */
    private CommandSlot.Answer notice(
        final CommandSlot.Command command, final NoticeCommand.Kind kind, final String id, final String scope)
    {
        final NoticeCommand.Answer answer = notices.command(
            new NoticeCommand(kind, id, scope, command.actor(), command.reason()));
        return new CommandSlot.Answer(answer.accepted(), answer.message(), parts.registry().find("").level(), false);
    }

    private CommandResult execute(final CommandSlot.Command command)
    {
        final String scope = command.scope();
        final String actor = command.actor();
        final String reason = command.reason();
        return switch (command.command())
        {
            case OVERRIDE_ENABLE -> desk.override(scope, true, actor, reason);
            case OVERRIDE_DISABLE -> desk.override(scope, false, actor, reason);
            case CONFIRM -> desk.confirm(scope, actor, reason);
            case FORCE_RECOVERY -> desk.forceRecovery(scope, actor, reason);
            case KILL -> desk.kill(scope, actor, reason);
            case RESET -> desk.reset(scope, actor, reason);
            case ACCEPT -> desk.accept(command.cause(), actor, reason);
            case RELOAD, RELOAD_CHECK ->
                throw new IllegalArgumentException(command.command() + " is carried out beside the others");
            case NOTICE_ACKNOWLEDGE, NOTICE_SILENCE, NOTICE_UNSILENCE ->
                throw new IllegalArgumentException(command.command() + " is no command of the desk");
        };
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
        reloads.shutdownNow();
        rule.close();
    }
}
