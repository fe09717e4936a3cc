package io.interlock.console.api;

import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.core.model.DrillScope;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.text.CleanText;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.util.Map;
import java.util.regex.Pattern;

/** Notifications: how they are, and what operators say of them. Threading: any thread of the server; waits two seconds at most. */
final class NoticeRoutes
{
    /** In an address, for all that are open. */
    private static final String ALL = "all";
    private static final String SCOPE = "scope";
    private static final String REASON = "reason";
    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;
    private static final long MOST_DAYS = 7;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,5}[mhd]");
    private static final int LONGEST_SHOWN = 40;

    private final EngineView view;
    private final EngineControl control;

    NoticeRoutes(final EngineView view, final EngineControl control)
    {
        this.view = view;
        this.control = control;
    }

    ApiResponse all(final ApiRequest request)
    {
        new Query(request);
        return JsonText.answer(out ->
        {
            out.text("source", view.source());
            out.objects("channels", view.channels(), channel -> StatusRoute.channel(out, channel));
            out.objects("open", view.notices(), notice -> notice(out, notice));
            out.objects("silences", view.silences(), silence -> silence(out, silence));
        });
    }

    static void notice(final JsonText out, final OpenNotice notice)
    {
        out.text("id", notice.id()).text(SCOPE, notice.scope()).name("level", notice.level()).time("since", notice.startedMs())
            .text("acknowledged_by", notice.acknowledgedBy().isEmpty() ? null : notice.acknowledgedBy())
            .flag("drill", DrillScope.is(notice.scope()));
    }

    static void silence(final JsonText out, final Silence silence)
    {
        out.text("id", silence.id()).text(SCOPE, silence.scope()).time("until", silence.endMs()).text("by", silence.actor())
            .text(REASON, silence.why());
    }

    ApiResponse silences(final ApiRequest request)
    {
        new Query(request);
        return JsonText.answer(out -> out.text("source", view.source())
            .objects("silences", view.silences(), silence -> silence(out, silence)));
    }

    ApiResponse acknowledge(final ApiRequest request)
    {
        new Query(request);
        final String id = Fields.checked("id", request.variables().get("id"));
        final String reason = new Fields(request.body(), REASON).text(REASON, "");
        return told(new NoticeCommand(
            NoticeCommand.Kind.ACKNOWLEDGE, ALL.equals(id) ? "" : id, "", request.principal().name(), reason));
    }

    ApiResponse silence(final ApiRequest request)
    {
        new Query(request);
        final Fields fields = new Fields(request.body(), SCOPE, "for", REASON);
        final String scope = fields.scope();
        final String length = fields.required("for", "how long: a whole number and m, h or d, such as 30m, 2h or 1d, from 1m to 7d");
        if (control.find(scope) == null)
        {
            throw Scopes.unknown(scope, view.scopes(), request.principal());
        }
        final String reason = fields.required(REASON, "why; it is recorded, and whoever looks for a message that did not come reads it");
        // One field each, so that no word of the reason is read as part of the time.
        if (!LENGTH.matcher(length).matches() || !isInRange(length))
        {
            throw Problems.body("\"for\" is a whole number and m, h or d, such as 30m, 2h or 1d, from 1m to 7d, not \""
                + CleanText.line(length, LONGEST_SHOWN) + '"');
        }
        final String words = Fields.checked("for and reason together", (length + ' ' + reason).strip());
        return told(new NoticeCommand(NoticeCommand.Kind.SILENCE, "", scope, request.principal().name(), words));
    }

    /** Of what has the form. */
    private static boolean isInRange(final String length)
    {
        final long count = Long.parseLong(length.substring(0, length.length() - 1).strip());
        final long minutes = count * switch (length.charAt(length.length() - 1))
        {
            case 'd' -> DAY;
            case 'h' -> HOUR;
            default -> 1;
        };
        return minutes >= 1 && minutes <= MOST_DAYS * DAY;
    }

    ApiResponse unsilence(final ApiRequest request)
    {
        final String id = new Query(request, "id").text("id", "");
        new Fields(request.body());
        if (id.isBlank())
        {
            throw Problems.parameter("\"id\" is missing: of the silence that is to end, as GET /api/notifications/silences tells it");
        }
        return told(new NoticeCommand(
            NoticeCommand.Kind.UNSILENCE, Fields.checked("id", id), "", request.principal().name(), ""));
    }

    private ApiResponse told(final NoticeCommand command)
    {
        final NoticeCommand.Answer answer = control.notice(command);
        if (!answer.accepted())
        {
            throw Problems.refused(answer.message(), Map.of());
        }
        return JsonText.answer(out -> out.flag("accepted", true).text("message", answer.message()));
    }
}
