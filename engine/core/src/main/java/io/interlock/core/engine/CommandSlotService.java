package io.interlock.core.engine;

import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.text.FaultText;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Carries out what operators of other processes ask for through the mapped file. Polled by the watchdog; the desk waits on a thread of
 * its own, so that a command never delays a tick.
 *
 * <p>Threading: {@link #run()} watchdog thread.
 */
final class CommandSlotService implements Runnable, AutoCloseable
{
    private final EngineParts parts;
    private final CommandSlot slot;
    private final OperatorDesk desk;
    private final NoticeDesk notices;
    private final RuleAsker rule;
    private final ExecutorService executor;

    CommandSlotService(
        final EngineParts parts, final CommandSlot slot, final OperatorDesk desk, final NoticeDesk notices, final ThreadFactory factory,
        final EngineContext context)
    {
        rule = new RuleAsker(parts, desk, factory, context);
        this.notices = notices;
        this.parts = parts;
        this.slot = slot;
        this.desk = desk;
        executor = Executors.newSingleThreadExecutor(work ->
        {
            final Thread thread = factory.newThread(work);
            thread.setName("interlock-command-slot");
            return thread;
        });
    }

    @Override
    public void run()
    {
        final CommandSlot.Command command = slot.poll(EngineClock.SYSTEM.nanoTime());
        if (command != null && !executor.isShutdown())
        {
            executor.execute(() -> answer(command));
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
            parts.raise("COMMAND_SLOT", command.scope(), command.command() + " threw " + FaultText.of(thrown));
            slot.answer(new CommandSlot.Answer(false, "the command failed: " + FaultText.of(thrown), Level.CLOSED, false));
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
            default -> desk(command);
        };
    }

    private CommandSlot.Answer desk(final CommandSlot.Command command)
    {
        final CommandResult result = execute(command);
        return new CommandSlot.Answer(result.accepted(), result.message(), result.level(), result.timedOut());
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
            case RELOAD -> desk.reloadAgain(actor, reason, false);
            case RELOAD_CHECK -> desk.reloadAgain(actor, reason, true);
            case NOTICE_ACKNOWLEDGE, NOTICE_SILENCE, NOTICE_UNSILENCE ->
                throw new IllegalArgumentException(command.command() + " is no command of the desk");
        };
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
        rule.close();
    }
}
