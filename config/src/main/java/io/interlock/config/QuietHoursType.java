package io.interlock.config;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 22:00-07:00 Europe/Berlin}; without a zone it is UTC. Stateless. */
record QuietHoursType() implements ValueType<QuietHours>
{
    private static final Pattern FORM = Pattern.compile("(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)(?:\\s+(\\S+))?");
    private static final String UTC = "UTC";

    @Override
    public QuietHours read(final String text) throws BadValueException
    {
        final Matcher matcher = FORM.matcher(text);
        if (!matcher.matches())
        {
            throw new BadValueException("'" + text + "' is not a span of hours");
        }
        final LocalTime from = time(matcher.group(1));
        final LocalTime to = time(matcher.group(2));
        if (from.equals(to))
        {
            throw new BadValueException("'" + text + "' begins and ends at " + from);
        }
        return new QuietHours(from, to, zone(matcher.group(3) == null ? UTC : matcher.group(3)));
    }

    private static LocalTime time(final String text) throws BadValueException
    {
        try
        {
            return LocalTime.parse(text);
        }
        catch (final DateTimeException wrong)
        {
            throw new BadValueException("'" + text + "' is not a time of day");
        }
    }

    private static ZoneId zone(final String name) throws BadValueException
    {
        if (!UTC.equals(name) && !ZoneId.getAvailableZoneIds().contains(name))
        {
            throw new BadValueException("'" + name + "' is not a time zone" + DidYouMean.hint(name, ZoneId.getAvailableZoneIds()));
        }
        return ZoneId.of(name);
    }

    @Override
    public String write(final QuietHours value)
    {
        return value.from() + "-" + value.to() + " " + value.zone();
    }

    @Override
    public String allowed()
    {
        return "HH:MM-HH:MM, two different times, with an IANA time zone (without one: UTC), for example \"22:00-07:00 Europe/Berlin\"";
    }
}
