package io.interlock.cli.watch;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as the configuration writes them: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}. Threading: stateless. */
final class Span implements ITypeConverter<Long>
{
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,7})(ms|s|m|h)");
    private static final long MS = 1_000_000L;
    private static final Map<String, Long> UNIT_NS =
        Map.of("ms", MS, "s", 1_000 * MS, "m", 60_000 * MS, "h", 3_600_000 * MS);

    /** Nanoseconds. */
    @Override
    public Long convert(final String text)
    {
        final Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches())
        {
            throw new TypeConversionException("'" + text + "' is no duration: write 500ms, 2s, 5m or 1h");
        }
        return Math.min(Long.parseLong(matcher.group(1)) * UNIT_NS.get(matcher.group(2)), Long.MAX_VALUE / 4);
    }
}
