package io.interlock.cli.audit;

import io.interlock.core.model.Cause;
import io.interlock.journal.record.RecordContent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;

/** A record's numbers and times as people read them, exactly. Threading: stateless. */
final class Figures
{
    private static final DateTimeFormatter UTC_MS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Figures()
    {
    }

    /** ISO 8601 in UTC, always with milliseconds. */
    static String time(final long wallMs)
    {
        return UTC_MS.format(Instant.ofEpochMilli(wallMs));
    }

    /** A value or threshold; null where there is none, or it is not finite. */
    static String number(final RecordContent.Change change, final long raw)
    {
        if (raw == Cause.NO_NUMBER)
        {
            return null;
        }
        if (change.numbers().decimal())
        {
            final double number = Double.longBitsToDouble(raw);
            return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : null;
        }
        final int decimals = change.cause() == null ? 0 : (int)Math.round(Math.log10(change.cause().unit().divisor()));
        return plain(BigDecimal.valueOf(raw, decimals));
    }

    private static String plain(final BigDecimal number)
    {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What is written behind the numbers: of a transition by its cause, of an issue by its type where that is a cause's name. */
    static String unit(final RecordContent content)
    {
        final Cause cause = content.change().cause() != null ? content.change().cause()
            : Arrays.stream(Cause.values()).filter(one -> one.name().equals(content.texts().subject())).findFirst().orElse(null);
        return cause == null ? "" : cause.unit().symbol();
    }
}
