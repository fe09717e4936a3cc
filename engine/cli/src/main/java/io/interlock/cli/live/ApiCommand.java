package io.interlock.cli.live;

import io.interlock.cli.http.ApiAnswer;
import io.interlock.cli.http.ApiClient;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.model.Level;
import io.interlock.core.text.CleanText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends the commands of the command slot to a console. The actor is the token's name. Threading: the calling thread waits. */
final class ApiCommand
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final String NOTICES = "/api/notifications/";
    private static final int REFUSED = 409;
    private static final int NO_ANSWER = 504;
    private static final int LONGEST = 2_000;

    private ApiCommand()
    {
    }

    static Outcome send(final ApiClient api, final CommandSlot.Command command)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        if (!command.reason().isEmpty())
        {
            fields.put("reason", command.reason());
        }
        return outcome(api, switch (command.command())
        {
            case KILL -> scoped(api, "kill", command, fields);
            case OVERRIDE_ENABLE -> override(api, command, fields, true);
            case OVERRIDE_DISABLE -> override(api, command, fields, false);
            case CONFIRM -> scoped(api, "confirm", command, fields);
            case FORCE_RECOVERY -> scoped(api, "recover", command, fields);
            case RESET -> scoped(api, "reset", command, fields);
            case ACCEPT ->
            {
                fields.put("cause", command.cause().name());
                yield api.send("POST", BREAKER + "accept", fields);
            }
            case NOTICE_ACKNOWLEDGE -> api.send("POST",
                NOTICES + (command.scope().isEmpty() ? "all" : ApiClient.encoded(command.scope())) + "/acknowledge", fields);
            case NOTICE_SILENCE -> silence(api, command);
            // The route takes no reason: what it would say is in the journal by the attempt.
            case NOTICE_UNSILENCE -> api.send("DELETE", NOTICES + "silences?id=" + ApiClient.encoded(command.scope()), null);
            default -> throw new IllegalArgumentException("there is no route for " + command.command());
        });
    }

    private static ApiAnswer scoped(
        final ApiClient api, final String route, final CommandSlot.Command command, final Map<String, Object> fields)
    {
        fields.put("scope", command.scope());
        return api.send("POST", BREAKER + route, fields);
    }

    private static ApiAnswer override(
        final ApiClient api, final CommandSlot.Command command, final Map<String, Object> fields, final boolean enabled)
    {
        fields.put("enabled", enabled);
        return scoped(api, "override", command, fields);
    }

    /** The slot has the time and the reason in one text, the route each by itself. */
    private static ApiAnswer silence(final ApiClient api, final CommandSlot.Command command)
    {
        final String words = command.reason();
        final int space = words.indexOf(' ');
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scope", command.scope());
        fields.put("for", space < 0 ? words : words.substring(0, space));
        fields.put("reason", space < 0 ? "" : words.substring(space + 1));
        return api.send("POST", NOTICES + "silences", fields);
    }

    /** What the engine refuses, or does not answer in time, is an outcome; any other problem ends the command. */
    private static Outcome outcome(final ApiClient api, final ApiAnswer answer)
    {
        final boolean engines = answer.status() == REFUSED || answer.status() == NO_ANSWER;
        final ApiAnswer told = engines ? answer : api.required(answer);
        final String message = CleanText.line(told.text(engines ? "detail" : "message"), LONGEST);
        return new Outcome(told.isOk() && !told.isPending() && told.body().path("accepted").asBoolean(), told.isPending(),
            told.status() == NO_ANSWER, level(told.text("own_level")), message);
    }

    private static Level level(final String name)
    {
        for (final Level level : Level.values())
        {
            if (level.name().equals(name))
            {
                return level;
            }
        }
        return null;
    }
}
