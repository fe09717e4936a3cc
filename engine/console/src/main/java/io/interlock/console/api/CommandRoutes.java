package io.interlock.console.api;

import io.interlock.console.access.Principal;
import io.interlock.console.approval.Subject;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.engine.CommandResult;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.status.EngineStatus;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * What operators command (SEMANTICS 4). The engine alone judges; here a body is read strictly, the actor is the token's name, and what the
 * engine answers is told as it is. A kill asks for no reason: who has none to hand must not be kept from it. Under the two-person rule
 * what {@link SecondPerson} holds is asked for first, and answered 202.
 *
 * <p>Threading: any thread of the server; waits as long as the operator desk does.
 */
final class CommandRoutes
{
    private static final String SCOPE = "scope";
    private static final String REASON = "reason";
    private static final String DRY_RUN = "dry_run";
    private static final int WAITS = 202;
    private static final long SHOWN_WITHIN_NS = 1_000_000_000L;
    private static final long LOOK_NS = 200_000L;

    private final EngineView view;
    private final EngineControl control;

    /** What a body asks for. */
    private record Asked(String command, String scope, Principal who, String reason, boolean dryRun)
    {
        String actor()
        {
            return who.name();
        }
    }

    CommandRoutes(final EngineView view, final EngineControl control)
    {
        this.view = view;
        this.control = control;
    }

    ApiResponse recover(final ApiRequest request)
    {
        return held(asked(SecondPerson.RECOVER, request, new Fields(request.body(), SCOPE, REASON, DRY_RUN)), "",
            asked -> desk().forceRecovery(asked.scope(), asked.actor(), asked.reason()), DryRun::recover);
    }

    ApiResponse confirm(final ApiRequest request)
    {
        return plain("confirm", request, asked -> desk().confirm(asked.scope(), asked.actor(), asked.reason()), DryRun::confirm);
    }

    ApiResponse kill(final ApiRequest request)
    {
        return plain("kill", request, asked -> desk().kill(asked.scope(), asked.actor(), asked.reason()), DryRun::kill);
    }

    ApiResponse reset(final ApiRequest request)
    {
        final Fields fields = new Fields(request.body(), SCOPE, REASON, DRY_RUN);
        fields.required(REASON, "a reset needs one, and it is recorded");
        return held(asked(SecondPerson.RESET, request, fields), "",
            asked -> desk().reset(asked.scope(), asked.actor(), asked.reason()), DryRun::reset);
    }

    ApiResponse override(final ApiRequest request)
    {
        final Fields fields = new Fields(request.body(), SCOPE, "enabled", REASON, DRY_RUN);
        final boolean enabled = fields.flag("enabled");
        return run(asked("override", request, fields),
            asked -> desk().override(asked.scope(), enabled, asked.actor(), asked.reason()), dry -> dry.override(enabled));
    }

    ApiResponse accept(final ApiRequest request)
    {
        final Fields fields = new Fields(request.body(), "cause", REASON, DRY_RUN);
        final Cause cause = switch (fields.required("cause", "JOURNAL, JOURNAL_DAMAGE or RESTARTS"))
        {
            case "JOURNAL" -> Cause.JOURNAL;
            case "JOURNAL_DAMAGE" -> Cause.JOURNAL_DAMAGE;
            case "RESTARTS" -> Cause.RESTARTS;
            default -> throw Problems.body("\"cause\" is JOURNAL, JOURNAL_DAMAGE or RESTARTS: nothing else is accepted by name");
        };
        return held(asked(SecondPerson.ACCEPT, request, fields), cause.name(),
            asked -> desk().accept(cause, asked.actor(), asked.reason()), dry -> dry.accept(cause));
    }

    private OperatorDesk desk()
    {
        return control.desk();
    }

    private ApiResponse plain(
        final String command, final ApiRequest request, final Function<Asked, CommandResult> live,
        final Function<DryRun, CommandResult> dry)
    {
        return run(asked(command, request, new Fields(request.body(), SCOPE, REASON, DRY_RUN)), live, dry);
    }

    private static Asked asked(final String command, final ApiRequest request, final Fields fields)
    {
        new Query(request);
        return new Asked(
            command, fields.scope(), request.principal(), fields.text(REASON, ""), fields.flag(DRY_RUN, false));
    }

    private ApiResponse run(
        final Asked asked, final Function<Asked, CommandResult> live, final Function<DryRun, CommandResult> dry)
    {
        final Scope scope = existing(asked);
        return asked.dryRun() ? dry(asked, dry, "") : answered(asked, scope, live.apply(asked));
    }

    /** What needs a second person under the two-person rule. The detail is what else two persons must agree on. */
    private ApiResponse held(
        final Asked asked, final String detail, final Function<Asked, CommandResult> live, final Function<DryRun, CommandResult> dry)
    {
        final SecondPerson second = control.secondPerson();
        if (!second.isNeeded())
        {
            return run(asked, live, dry);
        }
        final Scope scope = existing(asked);
        final Subject subject = new Subject(asked.command(), asked.scope(), detail);
        if (asked.dryRun())
        {
            return dry(asked, dry, second.dryRun(subject, asked.who()));
        }
        final SecondPerson.Held held = second.ask(subject, asked.reason(), asked.who(), desk());
        if (held.waiting() == null)
        {
            final CommandResult result = held.result();
            return answered(asked, scope, held.look() != null ? result
                : new CommandResult(false, result.message(), scope.ownLevel(), result.timedOut()));
        }
        return JsonText.answer(WAITS, out ->
        {
            out.flag("accepted", false).flag("pending", true).flag(DRY_RUN, false);
            PendingRoutes.write(out, held.waiting());
            out.name("level", scope.level()).text("message", held.message());
        });
    }

    private Scope existing(final Asked asked)
    {
        final Scope scope = control.find(asked.scope());
        if (scope == null)
        {
            throw Scopes.unknown(asked.scope(), view.scopes());
        }
        return scope;
    }

    private ApiResponse answered(final Asked asked, final Scope scope, final CommandResult result)
    {
        final boolean isLate = result.accepted() && !isShown(scope, result.level());
        // Only now: what loosens was in no status before it was durable.
        if (result.accepted() || result.timedOut())
        {
            view.commanded();
        }
        if (isLate)
        {
            return told(asked, new CommandResult(true, result.message() + "; the gate stays at " + scope.level()
                + " until the journal has it durably", result.level(), false), scope.level());
        }
        return told(asked, result, scope.level());
    }

    /** What loosens is shown once it is durable: who is answered before that would see a gate that still refuses. Waits for a while. */
    private static boolean isShown(final Scope scope, final Level level)
    {
        final long endNs = System.nanoTime() + SHOWN_WITHIN_NS;
        while (scope.ownLevel().isAbove(level))
        {
            if (System.nanoTime() - endNs >= 0 || Thread.currentThread().isInterrupted())
            {
                return false;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return true;
    }

    private ApiResponse dry(final Asked asked, final Function<DryRun, CommandResult> dry, final String more)
    {
        final EngineStatus status = view.status();
        if (status.stale())
        {
            throw Problems.stale("the breaker thread does not answer, so nobody knows what the command would do; nothing was changed");
        }
        final CommandResult judged = dry.apply(new DryRun(control.config(), new Scopes(status).existing(asked.scope())));
        final CommandResult result = judged.accepted()
            ? new CommandResult(true, judged.message() + more, judged.level(), false) : judged;
        Level effective = result.level();
        for (String at = asked.scope(); !at.isEmpty();)
        {
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
            effective = Level.max(effective, status.scope(at).own());
        }
        return told(asked, result, effective);
    }

    private static ApiResponse told(final Asked asked, final CommandResult result, final Level effective)
    {
        if (result.accepted())
        {
            return JsonText.answer(out -> out.flag("accepted", true).flag(DRY_RUN, asked.dryRun()).text("command", asked.command())
                .text(SCOPE, asked.scope()).name("own_level", result.level()).name("level", effective).text("message", result.message()));
        }
        final Map<String, Object> more = Map.of(
            "command", asked.command(), SCOPE, asked.scope(), "own_level", result.level().name(), "level", effective.name(),
            DRY_RUN, asked.dryRun());
        throw result.timedOut() ? Problems.noAnswer(result.message(), more) : Problems.refused(result.message(), more);
    }
}
