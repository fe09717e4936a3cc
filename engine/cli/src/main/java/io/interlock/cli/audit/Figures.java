package io.interlock.cli.audit;

import io.interlock.cli.Shown;
import io.interlock.core.model.Cause;
import io.interlock.journal.record.RecordContent;
import java.util.Arrays;

/** A record's numbers as people read them, exactly. Threading: stateless. */
final class Figures
{
    private Figures()
    {
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
            return Shown.number(Double.longBitsToDouble(raw));
        }
        return change.cause() == null ? Long.toString(raw) : Shown.number(change.cause(), raw);
    }

    /** What is written behind the numbers: of a transition by its cause, of an issue by its type where that is a cause's name. */
    static String unit(final RecordContent content)
    {
        final Cause cause = content.change().cause() != null ? content.change().cause()
            : Arrays.stream(Cause.values()).filter(one -> one.name().equals(content.texts().subject())).findFirst().orElse(null);
        return cause == null ? "" : cause.unit().symbol();
    }
}
