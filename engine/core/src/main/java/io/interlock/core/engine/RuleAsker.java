package io.interlock.core.engine;

import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.text.FaultText;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the rule for commands that loosen, with a deadline kept from here: one that hangs must not keep the command slot, which a kill comes
 * by. A call that hangs is left behind on a thread of its own, of which there are few; the command is refused.
 *
 * <p>Threading: the command slot's.
 */
final class RuleAsker implements AutoCloseable
{
    private static final String TYPE = "COMMAND_RULE";
    private static final int MOST_THREADS = 3;
    private static final long IDLE_S = 10;
    /** A rule looks at a scope and gives a command, and each may take as long as the desk waits; and then some. */
    private static final int DESK_CALLS = 2;
    private static final long MORE_NS = 1_000_000_000L;

    private final EngineParts parts;
    private final CommandRule rule;
    private final OperatorDesk desk;
    private final long deadlineNs;
    private final ThreadPoolExecutor workers;

    RuleAsker(final EngineParts parts, final OperatorDesk desk, final ThreadFactory factory, final EngineContext context)
    {
        this.parts = parts;
        this.rule = context.commandRule();
        this.desk = desk;
        deadlineNs = DESK_CALLS * context.commandDeadline().toNanos() + MORE_NS;
        workers = new ThreadPoolExecutor(0, MOST_THREADS, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(), work ->
        {
            final Thread thread = factory.newThread(work);
            thread.setName("interlock-command-rule");
            return thread;
        });
    }

    /** Null: it is to be carried out. */
    CommandSlot.Answer held(final CommandSlot.Command command)
    {
        if (rule == CommandRule.NONE)
        {
            return null;
        }
        try
        {
            final Future<CommandSlot.Answer> answer = workers.submit(() -> asked(command));
            return answer.get(deadlineNs, TimeUnit.NANOSECONDS);
        }
        catch (final RejectedExecutionException busy)
        {
            return refused("the rule for what loosens still owes its answers to commands before this, or the engine is closed: refused");
        }
        catch (final TimeoutException late)
        {
            final String what = "the rule for what loosens gave no answer within " + TimeUnit.NANOSECONDS.toMillis(deadlineNs) + " ms";
            parts.raise(TYPE, command.scope(), what + " to " + command.command());
            return refused(what + ": refused, but it may still be carried out where the rule goes on");
        }
        catch (final ExecutionException failed)
        {
            return refused("the rule for what loosens failed for want of memory: refused");
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return refused("the wait for the rule's answer was interrupted: refused");
        }
    }

    /** On a worker. What is thrown stays there: a future would ask it for its text, which is a stranger's code too. */
    private CommandSlot.Answer asked(final CommandSlot.Command command)
    {
        try
        {
            return rule.held(command, desk);
        }
        catch (final Throwable thrown)
        {
            final String what = "the rule for what loosens threw " + FaultText.of(thrown);
            parts.raise(TYPE, command.scope(), what + " at " + command.command());
            return refused(what + ": refused");
        }
    }

    private CommandSlot.Answer refused(final String message)
    {
        return new CommandSlot.Answer(false, message, parts.registry().find("").level(), false);
    }

    /** Waits for nobody. */
    @Override
    public void close()
    {
        workers.shutdownNow();
    }
}
