package io.interlock.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.http.ApiAnswer;
import io.interlock.core.model.Level;
import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import java.io.PrintStream;
import java.util.Map;

/**
 * One drill: trips its scope with a marked report (SHUTDOWN: a kill), looks at everything that the law says of that level, and restores the
 * scope. The exchange's status is what it reports: that has no threshold which a configuration may move, stays in its scope (SEMANTICS 2),
 * and is cleared by a recovery (SEMANTICS 4). A step that fails does not end it, since the scope must be restored in any case.
 *
 * <p>Threading: one thread; {@link #abandon()} any, once.
 */
final class Drill
{
    private static final String CLOSED = Level.CLOSED.name();
    private static final int REFUSED = 409;
    private static final int LONGEST = 1_000;

    private final DrillEngine engine;
    private final Protocol protocol;
    private final PrintStream err;
    private final String scope;
    private final Level level;
    private boolean tripped;
    private boolean done;
    private String left = "as it was";
    private Map<String, String> others = Map.of();

    Drill(final DrillEngine engine, final Protocol protocol, final PrintStream err)
    {
        this.err = err;
        this.engine = engine;
        this.protocol = protocol;
        scope = protocol.subject().scope();
        level = protocol.subject().level();
    }

    /**
     * Whether it can begin.
     *
     * @return the status that it begins with.
     * @throws CliException with {@link ExitCode#FAILED} and the reason where not, {@link ExitCode#UNREACHABLE} where the engine is stale.
     */
    JsonNode admitted()
    {
        // A status is shared among those who ask within some seconds: one that was made before this drill may not know who trades.
        final JsonNode shared = engine.status();
        final JsonNode status = engine.until(engine::status, now -> !now.path("at").equals(shared.path("at")));
        if (status.path("stale").asBoolean(true))
        {
            throw new CliException(ExitCode.UNREACHABLE, "the engine is stale: nothing that a drill does would be judged");
        }
        final String refusal = Ground.refusal(status, scope, level);
        if (!refusal.isEmpty())
        {
            throw refused(refusal);
        }
        engine.requireAdmin();
        return status;
    }

    /** From CLOSED to the level and back; of SHUTDOWN, to where the law wants a restart. */
    void run(final JsonNode before)
    {
        others = Ground.others(before, scope);
        guarded(() ->
        {
            trip();
            seen(before.path("journal").path("sequence").asLong());
            gate();
            untouched();
            notified();
            if (level == Level.SHUTDOWN)
            {
                remains();
            }
            else
            {
                restored("recover");
            }
        });
    }

    /** After a restart: back from SHUTDOWN. A reset is a reset: what was killed for a reason is not to come back by a drill's name. */
    void resume(final JsonNode status)
    {
        final String refusal = Ground.notADrills(scope);
        if (!refusal.isEmpty())
        {
            throw refused(refusal);
        }
        others = Ground.others(status, scope);
        final JsonNode own = engine.own(status);
        if (!Level.SHUTDOWN.name().equals(own.path("own_level").asText()))
        {
            throw refused(scope + " is not at SHUTDOWN, so there is nothing to resume: it is at " + own.path("own_level").asText("none"));
        }
        if (!own.path("recovery").path("resettable").asBoolean())
        {
            throw refused("SHUTDOWN is left by a restart of the engine and then a reset: restart it, "
                + "then --resume again");
        }
        left = "at SHUTDOWN";
        guarded(() ->
        {
            protocol.same("level after restart", Level.SHUTDOWN.name(), engine.level(status));
            restored("reset");
        });
    }

    /** Words of the console may be in it. */
    private static CliException refused(final String why)
    {
        return new CliException(ExitCode.FAILED, "refused: " + CleanText.line(why, LONGEST));
    }

    private void guarded(final Runnable steps)
    {
        try
        {
            steps.run();
        }
        catch (final CliException lost)
        {
            protocol.add("connection", "an answer", lost.getMessage(), Step.Result.FAIL);
            rescue();
        }
        finally
        {
            synchronized (this)
            {
                done = true;
            }
            protocol.end(left);
        }
    }

    private void trip()
    {
        if (level == Level.SHUTDOWN)
        {
            // Makes the scope where there is none: a kill makes none.
            protocol.same("marked report", "1 taken", engine.report("UP") + " taken");
            engine.until(engine::status, status -> !engine.own(status).isMissingNode());
            left = "unknown";
            tripped = true;
            final ApiAnswer kill = engine.command("kill", false);
            protocol.same("kill", "accepted", kill.isOk() ? "accepted" : kill.text("detail"));
            return;
        }
        left = "unknown";
        tripped = true;
        protocol.same("marked report", "1 taken", engine.report(status(level)) + " taken");
    }

    private static String status(final Level level)
    {
        return switch (level)
        {
            case ALERT -> "SLOW";
            case THROTTLE -> "DEGRADED";
            case HALT -> "DOWN";
            default -> throw new IllegalArgumentException("no exchange status leads to " + level);
        };
    }

    /** Which level it has, why, and that the journal has it. */
    private void seen(final long afterSequence)
    {
        final JsonNode status = engine.until(engine::status, now -> level.name().equals(engine.level(now)));
        left = "at " + engine.level(status);
        protocol.same("level", level.name(), engine.level(status));
        protocol.same("cause", level == Level.SHUTDOWN ? "OPERATOR_KILL" : "EXCHANGE", engine.own(status).path("cause").asText("none"));
        final JsonNode change = engine.until(() -> engine.transition(afterSequence), one -> !one.isMissingNode());
        protocol.same("journaled transition", CLOSED + " -> " + level + ", " + Priority.of(Level.CLOSED, level),
            change.isMissingNode() ? "none" : change.path("from").asText() + " -> " + change.path("to").asText() + ", "
                + change.path("priority").asText());
    }

    /** What each intent is answered with (SEMANTICS 1). */
    private void gate()
    {
        switch (level)
        {
            case ALERT -> check("OPEN", "", "ALLOWED x1");
            case THROTTLE -> throttled();
            case HALT -> check("OPEN", "1", "DENIED_HALT");
            default -> check("OPEN", "1", "DENIED_SHUTDOWN");
        }
        check("CLOSE", "", level == Level.SHUTDOWN ? "DENIED_SHUTDOWN" : "ALLOWED x1");
        check("CANCEL", "", "ALLOWED x1");
    }

    private void throttled()
    {
        final boolean aggressive = engine.own(engine.status()).path("aggressive").asBoolean();
        check("OPEN", "", aggressive ? "DENIED_AGGRESSIVE" : "DENIED_CONFIDENCE");
        final JsonNode answer = engine.check("OPEN", "1");
        if (aggressive)
        {
            protocol.same("check OPEN, sure", "DENIED_AGGRESSIVE", verdict(answer));
            return;
        }
        final double size = answer.path("size_factor").asDouble();
        protocol.add("check OPEN, sure", "ALLOWED_REDUCED, its size cut", verdict(answer),
            "ALLOWED_REDUCED".equals(answer.path("reason").asText()) && size > 0 && size <= 1 ? Step.Result.PASS : Step.Result.FAIL);
    }

    private void check(final String intent, final String confidence, final String expected)
    {
        protocol.same("check " + intent, expected, verdict(engine.check(intent, confidence)));
    }

    private static String verdict(final JsonNode answer)
    {
        final String reason = answer.path("reason").asText("none");
        final String size = answer.path("size_factor").decimalValue().stripTrailingZeros().toPlainString();
        return answer.path("allowed").asBoolean() ? reason + " x" + size : reason;
    }

    private void untouched()
    {
        final String changed = Ground.changed(others, Ground.others(engine.status(), scope));
        protocol.same("all other scopes", "as before", changed.isEmpty() ? "as before" : changed);
    }

    private void notified()
    {
        final JsonNode notice = engine.until(engine::notice, one -> level.name().equals(one.path("level").asText()));
        protocol.same("notification", level + ", marked as a drill", notice.isMissingNode() ? "none"
            : notice.path("level").asText() + (notice.path("drill").asBoolean() ? ", marked as a drill" : ", not marked"));
    }

    /** SHUTDOWN is left by a restart and a reset alone (SEMANTICS 4). */
    private void remains()
    {
        final ApiAnswer answer = engine.command("recover", true);
        protocol.same("recover", "refused", answer.status() == REFUSED ? "refused" : "HTTP " + answer.status());
        protocol.add("restart and reset", "CLOSED", "at SHUTDOWN, as the law wants: restart the engine, then run this drill with --resume",
            Step.Result.PENDING);
    }

    private void restored(final String command)
    {
        final ApiAnswer answer = engine.command(command, false);
        if (answer.isPending())
        {
            protocol.add(command, "accepted", "pending: " + answer.text("message"), Step.Result.PENDING);
            // Not as it should be for a script: somebody must still do something.
            protocol.add("level", CLOSED, "a second person must agree first", Step.Result.FAIL);
            return;
        }
        protocol.same(command, "accepted", answer.isOk() ? "accepted" : answer.text("detail"));
        final JsonNode status = engine.until(engine::status, now -> CLOSED.equals(engine.level(now)));
        left = "at " + engine.level(status);
        tripped = !CLOSED.equals(engine.level(status));
        protocol.same("level", CLOSED, engine.level(status));
        final JsonNode open = engine.until(() -> engine.check("OPEN", "1"), one -> one.path("allowed").asBoolean());
        protocol.same("check OPEN", "ALLOWED x1", verdict(open));
        final JsonNode notice = engine.until(engine::notice, JsonNode::isMissingNode);
        protocol.same("notification", "resolved", notice.isMissingNode() ? "resolved" : "open at " + notice.path("level").asText());
        untouched();
    }

    /** Something went wrong on the way: the scope is not left as it is, where that can be helped. */
    private void rescue()
    {
        if (!tripped)
        {
            return;
        }
        if (level == Level.SHUTDOWN)
        {
            left = "at SHUTDOWN, or about to be: look with 'interlock status'; it is left by a restart of the engine and 'interlock "
                + "operator reset'";
            return;
        }
        try
        {
            final ApiAnswer answer = engine.command("recover", false);
            tripped = !answer.isOk() || answer.isPending();
            left = !tripped ? "at CLOSED, recovered"
                : "at " + answer.text("own_level") + ": " + answer.text("detail") + answer.text("message");
        }
        catch (final CliException lost)
        {
            left = "at " + level + ", or about to be, since it cannot be reached any more: 'interlock operator recover --scope " + scope
                + "'";
        }
    }

    /** The process is told to end in the middle: restores, and says how the scope is left. */
    synchronized void abandon()
    {
        if (!done && tripped)
        {
            rescue();
            err.println(CleanText.escaped("interlock operator drill: interrupted; " + scope + " is left " + left));
        }
    }

    /** What the shell is told. */
    int exitCode()
    {
        return protocol.result() == Step.Result.FAIL ? ExitCode.FAILED : ExitCode.OK;
    }
}
