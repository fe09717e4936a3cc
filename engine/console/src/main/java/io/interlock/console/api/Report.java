package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * One event of the columns of {@code simulate}, as JSON. Read whole before anything of its batch is reported. A number that no sample can
 * be, such as a price below 0, is passed on: the engine counts it as a bad sample, as it does with one that is reported in code.
 *
 * @param scope    where it was.
 * @param event    what it says.
 * @param critical which critical error it says; null where it says something else.
 * @param stays    whether it is judged in its own scope alone (SEMANTICS 2): neither an order's result nor a critical error.
 */
record Report(String scope, Event event, CriticalError critical, boolean stays)
{
    private static final String CRITICAL = "critical_error";
    private static final String SUCCESS = "order_success";
    private static final String FAILURE = "order_failure";
    private static final List<String> EVENTS = List.of(
        "api_latency", SUCCESS, FAILURE, "slippage", "equity", "loss", "exchange", "network", CRITICAL);
    private static final String[] FIELDS = {"scope", "event", "a", "b", "text"};
    /** More nanoseconds are in no long. */
    private static final double MOST_MS = 9e12;
    private static final double LEAST_MS = 1e-9;
    private static final int NS_PER_MS_DIGITS = 6;

    /** Tells a reporter. */
    @FunctionalInterface
    interface Event
    {
        void tell(Reporter reporter);
    }

    static Report of(final JsonNode json, final int index)
    {
        if (!json.isObject())
        {
            throw Problems.body("report " + index + " is no object");
        }
        final Fields fields = new Fields("report " + index + ": ", json, FIELDS);
        final String scope = fields.scope();
        final String name = fields.text("event", "");
        final boolean critical = CRITICAL.equals(name);
        return new Report(scope, event(fields), critical ? word(fields, CriticalError.values()) : null,
            !critical && !SUCCESS.equals(name) && !FAILURE.equals(name));
    }

    private static Event event(final Fields fields)
    {
        final String name = fields.required("event", "one of " + EVENTS);
        return switch (name)
        {
            case "api_latency" -> latency(nanos(fields, fields.number("a")));
            case SUCCESS -> Reporter::success;
            case FAILURE -> failure(fields.text("text", ""));
            case "slippage" -> slippage(side(fields), fields.number("a").doubleValue(), fields.number("b").doubleValue());
            case "equity" -> equity(fields.number("a").doubleValue());
            case "loss" -> loss(fields.number("a").doubleValue());
            case "exchange" -> exchange(word(fields, ExchangeStatus.values()));
            case "network" -> network(word(fields, NetworkStatus.values()));
            case CRITICAL -> error(word(fields, CriticalError.values()));
            default -> throw fields.wrong("\"event\" is one of " + EVENTS + "; commands have routes of their own");
        };
    }

    private static Event latency(final long ns)
    {
        return reporter -> reporter.apiLatency(ns);
    }

    private static Event failure(final String details)
    {
        return reporter -> reporter.failure(details);
    }

    private static Event slippage(final Side side, final double expected, final double actual)
    {
        return reporter -> reporter.slippage(side, expected, actual);
    }

    private static Event equity(final double equity)
    {
        return reporter -> reporter.equity(equity);
    }

    private static Event loss(final double fraction)
    {
        return reporter -> reporter.loss(fraction);
    }

    private static Event exchange(final ExchangeStatus status)
    {
        return reporter -> reporter.exchange(status);
    }

    private static Event network(final NetworkStatus status)
    {
        return reporter -> reporter.network(status);
    }

    private static Event error(final CriticalError error)
    {
        return reporter -> reporter.criticalError(error, "");
    }

    /** Exactly, half up, as the law counts. */
    private static long nanos(final Fields fields, final BigDecimal ms)
    {
        final double about = ms.doubleValue();
        if (!(Math.abs(about) <= MOST_MS))
        {
            throw fields.wrong("\"a\" is a latency in milliseconds, at most " + MOST_MS);
        }
        // A number of a billion digits behind the point would take as long to round.
        return Math.abs(about) < LEAST_MS ? 0 : ms.movePointRight(NS_PER_MS_DIGITS).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private static Side side(final Fields fields)
    {
        return fields.text("text", "").isEmpty() ? Side.UNKNOWN : word(fields, new Side[] {Side.BUY, Side.SELL});
    }

    private static <E extends Enum<E>> E word(final Fields fields, final E[] words)
    {
        final String text = fields.text("text", "");
        for (final E word : words)
        {
            if (word.name().equals(text))
            {
                return word;
            }
        }
        throw fields.wrong("\"text\" is one of " + Arrays.toString(words));
    }
}
