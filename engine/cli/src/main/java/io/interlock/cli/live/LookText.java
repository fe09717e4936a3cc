package io.interlock.cli.live;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.cli.Table;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Cause;
import io.interlock.core.text.Durations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A look as text for people: how it stands ({@code status}), or what was counted ({@code stat}). */
final class LookText
{
    private static final String NONE = "-";

    private LookText()
    {
    }

    static void status(final ByteSink sink, final Look look)
    {
        head(sink, look);
        final Table table = new Table().row("SCOPE", "LEVEL", "OWN", "CAUSE", "SINCE", "OVERRIDE", "WHAT NEXT");
        for (final MappedScope scope : look.scopes())
        {
            table.row(Shown.scope(scope.path()), scope.effective().name(), scope.own().name(), cause(scope), since(scope.sinceMs()),
                scope.vital().override() ? "on" : scope.override() ? "on above" : NONE, next(scope, look.nowMs()));
        }
        table.writeTo(sink);
        look.channels().text(sink, look.nowMs(), look.life() == Look.Life.ALIVE);
    }

    static void stat(final ByteSink sink, final Look look)
    {
        head(sink, look);
        final MappedHeader header = look.header();
        sink.put("judged " + header.judged() + ", folded " + header.folded() + ", transitions " + header.transitions() + ", rejected "
            + header.rejected() + ", faults " + header.faults() + "\n");
        if (!header.byKind().isEmpty())
        {
            final StringBuilder kinds = new StringBuilder("by kind:");
            new TreeMap<>(header.byKind()).forEach((kind, count) -> kinds.append(' ').append(word(kind)).append(' ').append(count));
            sink.put(kinds.append('\n').toString());
        }
        sink.put('\n');
        final Table table = new Table().row("SCOPE", "LEVEL", "STREAK", "FAILED", "EVIDENCE", "AGE OF THE LAST REPORTS");
        for (final MappedScope scope : look.scopes())
        {
            final MappedScope.Samples samples = scope.samples();
            table.row(Shown.scope(scope.path()), scope.effective().name(), Long.toString(samples.streak()),
                samples.windowFailures() + "/" + samples.windowOrders(), Long.toString(samples.evidence()),
                ages(samples.lastReportMs(), look.nowMs()));
        }
        table.writeTo(sink);
    }

    private static void head(final ByteSink sink, final Look look)
    {
        final MappedHeader header = look.header();
        final String life = switch (look.life())
        {
            case ALIVE -> "alive, ";
            case STALE -> "STALE: it gives no sign of life, its gates refuse OPEN; ";
            case CLOSED -> "CLOSED in good order; ";
            case DEAD -> "DEAD: its process is gone; ";
        };
        // Over HTTP neither is known.
        final String pid = header.pid() == 0 ? "" : "pid " + header.pid() + ", ";
        final String started = header.startedMs() == 0 ? "" : ", started " + since(header.startedMs());
        sink.put("engine  " + pid + life + "last sign " + Durations.text(header.heartbeatAgeMs(look.nowMs())) + " ago" + started + "\n");
        sink.put("state   " + look.state() + (header.guard().isEmpty() ? "" : ", guard " + header.guard()) + "\n");
        sink.put(header.journal().sequence() == 0 ? "\n" : "journal " + header.journal() + "\n\n");
    }

    private static String cause(final MappedScope scope)
    {
        final Cause cause = scope.cause();
        if (cause == null)
        {
            return NONE;
        }
        return cause + Shown.numbers(Shown.number(scope.value()), Shown.number(scope.threshold()), cause.unit().symbol());
    }

    private static String since(final long wallMs)
    {
        return wallMs == 0 ? NONE : Instant.ofEpochMilli(wallMs).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String next(final MappedScope scope, final long nowMs)
    {
        final String next = WhatNext.of(scope, nowMs);
        return next.isEmpty() ? NONE : next;
    }

    private static String ages(final Map<String, Long> lastMs, final long nowMs)
    {
        if (lastMs.isEmpty())
        {
            return "no report yet";
        }
        final StringBuilder ages = new StringBuilder();
        new TreeMap<>(lastMs).forEach((kind, at) ->
            ages.append(ages.isEmpty() ? "" : ", ").append(word(kind)).append(' ').append(Durations.text(nowMs - at)));
        return ages.toString();
    }

    private static String word(final String kind)
    {
        return kind.toLowerCase(Locale.ROOT);
    }
}
