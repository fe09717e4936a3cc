package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.port.TransitionEvent;
import io.interlock.host.ConsoleInfo;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Numbers and sentences as people read them, whatever the locale. */
final class Words
{
    private Words()
    {
    }

    static String format(final String format, final Object... values)
    {
        return String.format(Locale.ROOT, format, values);
    }

    /** Where the engine can be asked over HTTP. */
    static String console(final ConsoleInfo console)
    {
        return "the dashboard is at " + console.url() + "/" + (console.tokens() == null ? " again; sign in with the token from before"
            : "; sign in with a token of " + console.tokens());
    }

    /** The same for a line among others. */
    static String shortly(final ConsoleInfo console)
    {
        return console.url() + "/" + (console.tokens() == null ? "" : "  sign in with a token of " + console.tokens());
    }

    static String why(final Cause cause, final double value, final double threshold)
    {
        if (cause == null)
        {
            return "";
        }
        if (Double.isNaN(value) && Double.isNaN(threshold))
        {
            return cause.name();
        }
        return cause + " " + number(cause, value) + (Double.isNaN(threshold) ? "" : " (threshold " + number(cause, threshold) + ")");
    }

    static String why(final TransitionEvent event)
    {
        return why(event.cause(), event.value(), event.threshold());
    }

    private static String number(final Cause cause, final double value)
    {
        return switch (cause.unit())
        {
            case MILLISECONDS -> format("%.0f ms", value);
            case PERCENT -> format("%.2f %%", value);
            default -> format("%.0f", value);
        };
    }

    /** A short time in the unit that suits it. */
    static String nanos(final long nanos)
    {
        final double micros = nanos / 1e3;
        return micros < TimeUnit.MILLISECONDS.toMicros(1) ? format("%.1f us", micros) : format("%.2f ms", micros / 1e3);
    }

    static String millis(final double millis)
    {
        return Double.isNaN(millis) ? "-" : format("%.0f ms", millis);
    }

    static String clock(final double seconds)
    {
        final long whole = Math.max(0, (long)seconds);
        return format("%02d:%02d", whole / 60, whole % 60);
    }
}
