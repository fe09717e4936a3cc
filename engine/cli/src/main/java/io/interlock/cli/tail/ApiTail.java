package io.interlock.cli.tail;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.Shown;
import io.interlock.cli.audit.Happening;
import io.interlock.cli.http.ApiClient;
import io.interlock.core.model.Cause;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Transitions by their sequence, and issues by what was not there at the look before: they have no number, so two that are alike in every
 * field count as often as they are listed.
 *
 * <p>Threading: one thread, which waits for the console.
 */
final class ApiTail
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final int PAGE = 1_000;

    private final ApiClient api;
    private final long minutes;
    private long after;
    private Map<Happening, Integer> known = new HashMap<>();

    /**
     * Looks at nothing yet.
     *
     * @param api     the console.
     * @param minutes how far back it begins; 0: with what comes.
     */
    ApiTail(final ApiClient api, final long minutes)
    {
        this.api = api;
        this.minutes = minutes;
    }

    /** The first look: what was since the beginning, in order of time. */
    List<Happening> first()
    {
        final long fromMs = System.currentTimeMillis() - minutes * 60_000;
        final List<Happening> found = new ArrayList<>(transitions());
        found.addAll(issues(Math.max(1, Math.min(1_440, minutes))));
        return minutes == 0 ? List.of() : sorted(found.stream().filter(one -> one.wallMs() >= fromMs).toList());
    }

    /** What is new since the look before. */
    List<Happening> next()
    {
        final List<Happening> found = new ArrayList<>(transitions());
        found.addAll(issues(5));
        return sorted(found);
    }

    private static List<Happening> sorted(final List<Happening> found)
    {
        return found.stream().sorted(Comparator.comparingLong(Happening::wallMs)).toList();
    }

    private List<Happening> transitions()
    {
        final List<Happening> found = new ArrayList<>();
        boolean more = true;
        while (more)
        {
            final JsonNode page =
                api.get(BREAKER + "transitions", "after", Long.toString(after), "limit", Integer.toString(PAGE));
            for (final JsonNode one : page.path("transitions"))
            {
                found.add(new Happening(one.path("sequence").asLong(), time(one, "at"), one.path("scope").asText(),
                    new Happening.Change(one.path("from").asText(), one.path("to").asText()), one.path("cause").asText(),
                    numbers(one, one.path("cause").asText()), ""));
            }
            final long next = page.path("next").asLong();
            more = page.path("more").asBoolean() && next > after;
            after = next;
        }
        return found;
    }

    private List<Happening> issues(final long back)
    {
        final List<Happening> found = new ArrayList<>();
        final Map<Happening, Integer> now = new HashMap<>();
        for (final JsonNode one : api.get(BREAKER + "issues", "minutes", Long.toString(back)).path("issues"))
        {
            final Happening issue = new Happening(0, time(one, "timestamp"), one.path("scope").asText(), null,
                one.path("issue_type").asText(), numbers(one, one.path("issue_type").asText()), one.path("details").asText(""));
            if (now.merge(issue, 1, Integer::sum) > known.getOrDefault(issue, 0))
            {
                found.add(issue);
            }
        }
        known = now;
        return found;
    }

    private static Happening.Numbers numbers(final JsonNode one, final String what)
    {
        String symbol = "";
        for (final Cause cause : Cause.values())
        {
            symbol = cause.name().equals(what) ? cause.unit().symbol() : symbol;
        }
        return new Happening.Numbers(number(one.path("value")), number(one.path("threshold")), symbol);
    }

    private static String number(final JsonNode number)
    {
        return number.isNumber() ? Shown.number(number.doubleValue()) : null;
    }

    private static long time(final JsonNode one, final String name)
    {
        try
        {
            return Instant.parse(one.path(name).asText("")).toEpochMilli();
        }
        catch (final DateTimeException | ArithmeticException none)
        {
            return 0;
        }
    }
}
