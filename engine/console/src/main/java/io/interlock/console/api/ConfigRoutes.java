package io.interlock.console.api;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigChange;
import io.interlock.config.ConfigDifference;
import io.interlock.config.ConfigError;
import io.interlock.config.ConfigException;
import io.interlock.console.access.Role;
import io.interlock.console.approval.Subject;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.engine.CommandResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * The configuration in force, and a reload of another. An operator may tighten; what counts as looser, an admin alone, and under the
 * two-person rule not without another one. Nothing of a secret is in any answer.
 *
 * <p>Threading: any thread of the server; a reload waits as long as the operator desk does.
 */
final class ConfigRoutes
{
    private static final String REASON = "reason";
    private static final String DRY_RUN = "dry_run";
    private static final String CONFIG = "config";
    private static final int MOST = 100;
    private static final int MOST_WORDS = 1_000;
    private static final int WAITS = 202;

    private final EngineView view;
    private final EngineControl control;
    /** Commands have two threads: one of them is always free of this. */
    private final Semaphore turn = new Semaphore(1);

    /** What a body asks for, and what it comes to. */
    private record Asked(String actor, String reason, boolean dryRun, String former, String hash, ConfigDifference difference)
    {
    }

    ConfigRoutes(final EngineView view, final EngineControl control)
    {
        this.view = view;
        this.control = control;
    }

    ApiResponse show(final ApiRequest request)
    {
        new Query(request);
        final ConfigDesk.Shown shown = control.configs().shown();
        return JsonText.answer(out -> out.text("source", view.source()).text("hash", shown.hash()).text("yaml", shown.yaml()));
    }

    ApiResponse reload(final ApiRequest request)
    {
        new Query(request);
        if (!turn.tryAcquire())
        {
            throw Problems.busy("another configuration is being looked at; they are taken one by one, since one may take seconds and a "
                + "kill must not wait behind several. Nothing was changed: ask again");
        }
        try
        {
            return taken(request);
        }
        finally
        {
            turn.release();
        }
    }

    private ApiResponse taken(final ApiRequest request)
    {
        final ConfigDesk desk = control.configs();
        final Fields fields = new Fields(request.body(), "yaml", REASON, DRY_RUN);
        final BreakerConfig config = read(desk, fields.lines("yaml", "the configuration, as a file has it"));
        // Read once: what changes, who may change it and what two persons agree on is all said of this one, and nothing else is changed.
        final BreakerConfig from = control.config();
        final Asked asked = new Asked(request.principal().name(), fields.text(REASON, ""), fields.flag(DRY_RUN, false),
            desk.hash(from), desk.hash(config), ConfigDifference.of(from, config));
        if (!asked.difference().refused().isEmpty())
        {
            throw Problems.refused("nothing was changed: " + names(asked.difference().refused())
                + " cannot change while the engine runs. Put the new values into its file and restart it, or leave them out", more(asked));
        }
        final SecondPerson.Permission permission = permission(request, asked);
        if (!permission.granted())
        {
            return waits(asked, permission);
        }
        if (asked.dryRun())
        {
            return told(asked, new CommandResult(true, "would change: " + asked.difference().words(MOST_WORDS) + permission.message(),
                control.find("").ownLevel(), false));
        }
        final CommandResult result = desk.reload(from, config, permission.actor(), asked.reason());
        if (result.accepted() || result.timedOut())
        {
            view.commanded();
        }
        return told(asked, result);
    }

    private static BreakerConfig read(final ConfigDesk desk, final String yaml)
    {
        try
        {
            return desk.read(yaml);
        }
        catch (final ConfigException wrong)
        {
            final List<String> errors = wrong.errors().stream().limit(MOST).map(ConfigError::toString).toList();
            throw new ApiProblem(400, "invalid-configuration", "The configuration cannot be used",
                "Nothing was changed. " + wrong.errors().size() + (wrong.errors().size() == 1 ? " thing is" : " things are")
                    + " wrong, the first: " + errors.get(0), Map.of("errors", errors));
        }
    }

    /** What only tightens needs nobody else. */
    private SecondPerson.Permission permission(final ApiRequest request, final Asked asked)
    {
        final List<ConfigChange> loosening = asked.difference().loosening();
        if (loosening.isEmpty())
        {
            return new SecondPerson.Permission(true, asked.actor(), null, "");
        }
        if (!request.principal().role().allows(Role.ADMIN))
        {
            throw new ApiProblem(403, "role-not-allowed", "The token's role does not allow this", "Nothing was changed. "
                + names(loosening) + " would loosen, or nobody can say: that needs a token of the role admin.", more(asked));
        }
        final Subject subject = new Subject(CONFIG, "", "from " + asked.former() + " to " + asked.hash());
        return control.secondPerson().permission(subject, asked.reason(), request.principal(), asked.dryRun());
    }

    private ApiResponse waits(final Asked asked, final SecondPerson.Permission permission)
    {
        if (permission.waiting() == null)
        {
            throw Problems.refused(permission.message(), more(asked));
        }
        return JsonText.answer(WAITS, out ->
        {
            out.flag("accepted", false).flag("pending", true).flag(DRY_RUN, false);
            PendingRoutes.write(out, permission.waiting());
            out.name("level", control.find("").level()).text("message", permission.message());
        });
    }

    private static String names(final List<ConfigChange> changes)
    {
        return String.join(", ", changes.stream().map(ConfigChange::key).distinct().toList());
    }

    private static Map<String, Object> more(final Asked asked)
    {
        final Map<String, Object> more = new LinkedHashMap<>();
        more.put("command", CONFIG);
        more.put(DRY_RUN, asked.dryRun());
        more.put("hash", asked.hash());
        more.put("former_hash", asked.former());
        more.put("changes", asked.difference().changes().stream().limit(MOST).map(ConfigChange::words).toList());
        return more;
    }

    private ApiResponse told(final Asked asked, final CommandResult result)
    {
        if (!result.accepted())
        {
            throw result.timedOut() ? Problems.noAnswer(result.message(), more(asked)) : Problems.refused(result.message(), more(asked));
        }
        return JsonText.answer(out -> out.flag("accepted", true).flag(DRY_RUN, asked.dryRun()).text("command", CONFIG)
            .text("hash", asked.hash()).text("former_hash", asked.former()).flag("loosens", !asked.difference().loosening().isEmpty())
            .number("changed", asked.difference().changes().size())
            .objects("changes", asked.difference().changes().subList(0, Math.min(MOST, asked.difference().changes().size())), change ->
                out.text("key", change.key()).text("scope", change.scope()).text("before", change.before()).text("after", change.after())
                    .text("direction", change.direction().name()))
            .name("own_level", result.level()).text("message", result.message()));
    }
}
