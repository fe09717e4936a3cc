package io.interlock.cli.live;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.cli.Table;
import io.interlock.core.text.CleanText;
import io.interlock.core.text.Durations;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.delivery.StatusFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How an engine's notification channels are, as its directory says. Immutable.
 *
 * @param contents null: it has written nothing of them.
 * @param problem  why what it has written cannot be read; empty where it can.
 */
record NotifyLook(StatusFile.Contents contents, String problem)
{
    private static final int LONGEST = 200;
    private static final String MISSING = " is missing or not written any more: ";

    static NotifyLook at(final Path directory)
    {
        try
        {
            return new NotifyLook(StatusFile.read(directory), "");
        }
        catch (final IOException unreadable)
        {
            return new NotifyLook(null, clean(String.valueOf(unreadable.getMessage())));
        }
    }

    /** Nobody has written for so long that its writer has ended. */
    boolean isOld(final long nowMs)
    {
        return nowMs - contents.writtenWallMs() > 3 * StatusFile.ALIVE_MS;
    }

    /** What a person must know before believing it; empty where there is nothing. */
    String warning(final long nowMs, final boolean alive)
    {
        if (!problem.isEmpty())
        {
            return problem;
        }
        if (alive && contents == null)
        {
            return StatusFile.NAME + MISSING + "nothing is known of them; see the engine's log";
        }
        return alive && isOld(nowMs)
            ? StatusFile.NAME + MISSING + "it is " + Durations.text(nowMs - contents.writtenWallMs()) + " old; see the engine's log" : "";
    }

    /** Tables under the scopes; of a live engine that does not write them the reason in their place. */
    void text(final ByteSink sink, final long nowMs, final boolean alive)
    {
        final String warning = warning(nowMs, alive);
        if (!warning.isEmpty())
        {
            sink.put("\nchannels: ").put(warning).put('\n');
        }
        if (contents == null || !warning.isEmpty())
        {
            return;
        }
        if (!contents.channels().isEmpty())
        {
            channels(sink, nowMs);
        }
        open(sink);
        silences(sink, nowMs);
    }

    private void channels(final ByteSink sink, final long nowMs)
    {
        sink.put('\n');
        final Table table = new Table().row("CHANNEL", "TYPE", "STATE", "SINCE", "DELIVERED", "FAILED", "WAITING", "LAST ERROR");
        for (final ChannelStatus channel : contents.channels())
        {
            final ChannelStatus.Counts counts = channel.counts();
            table.row(clean(channel.name()), clean(channel.type()), String.valueOf(channel.state()),
                time(channel.sinceWallMs()), Long.toString(counts.delivered()),
                Long.toString(counts.failed()), Integer.toString(counts.queued()),
                channel.lastError().isEmpty() ? "-" : clean(channel.lastError()));
        }
        table.writeTo(sink);
        if (isOld(nowMs))
        {
            sink.put("channels as they were " + Durations.text(nowMs - contents.writtenWallMs()) + " ago: nobody writes it any more\n");
        }
    }

    private void open(final ByteSink sink)
    {
        if (contents.open().isEmpty())
        {
            return;
        }
        sink.put('\n');
        final Table table = new Table().row("NOT ACKNOWLEDGED", "SCOPE", "LEVEL", "SINCE", "CALLS NEXT", "BY");
        for (final StatusFile.Open open : contents.open())
        {
            table.row(CleanText.escaped(open.id()), Shown.scope(open.scope()), CleanText.escaped(open.level()), time(open.sinceWallMs()),
                open.nextWallMs() == 0 ? "-" : time(open.nextWallMs()),
                open.next().isEmpty() ? "-" : clean(String.join(", ", open.next())));
        }
        table.writeTo(sink);
    }

    private void silences(final ByteSink sink, final long nowMs)
    {
        final List<StatusFile.Quiet> hold = contents.silences().stream().filter(silence -> silence.untilWallMs() > nowMs).toList();
        if (hold.isEmpty())
        {
            return;
        }
        sink.put('\n');
        final Table table = new Table().row("SILENCE", "SCOPE", "UNTIL", "ACTOR");
        for (final StatusFile.Quiet silence : hold)
        {
            table.row(CleanText.escaped(silence.id()), Shown.scope(silence.scope()), time(silence.untilWallMs()),
                CleanText.escaped(silence.actor()));
        }
        table.writeTo(sink);
    }

    private static String time(final long wallMs)
    {
        return Instant.ofEpochMilli(wallMs).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code ,"channels":[..]}, or null where nothing is known, what is open and silenced likewise, and what is wrong with it. */
    void json(final ByteSink sink, final long nowMs, final boolean alive)
    {
        sink.put(",\"channels_problem\":");
        final String warning = warning(nowMs, alive);
        if (warning.isEmpty())
        {
            sink.put("null");
        }
        else
        {
            sink.json(warning);
        }
        sink.put(",\"channels\":");
        if (contents == null)
        {
            sink.put("null,\"open\":null,\"silences\":null");
            return;
        }
        String comma = "[";
        for (final ChannelStatus channel : contents.channels())
        {
            final ChannelStatus.Counts counts = channel.counts();
            sink.put(comma).put("{\"channel\":").json(channel.name()).put(",\"type\":").json(channel.type());
            sink.put(",\"state\":").json(String.valueOf(channel.state())).put(",\"since_ms\":").number(channel.sinceWallMs());
            sink.put(",\"delivered\":").number(counts.delivered()).put(",\"failed\":").number(counts.failed());
            sink.put(",\"suppressed\":").number(counts.suppressed()).put(",\"waiting\":").number(counts.queued());
            // Over HTTP it is not told.
            sink.put(",\"abandoned\":").put(counts.abandoned() < 0 ? "null" : Integer.toString(counts.abandoned()));
            sink.put(",\"last_error\":").json(channel.lastError()).put('}');
            comma = ",";
        }
        sink.put(contents.channels().isEmpty() ? "[]" : "]").put(",\"channels_written_ms\":").number(contents.writtenWallMs());
        comma = ",\"open\":[";
        for (final StatusFile.Open open : contents.open())
        {
            sink.put(comma).put("{\"id\":").json(open.id()).put(",\"scope\":").json(open.scope());
            sink.put(",\"level\":").json(open.level()).put(",\"since_ms\":").number(open.sinceWallMs());
            next(sink, open);
            sink.put('}');
            comma = ",";
        }
        sink.put(contents.open().isEmpty() ? ",\"open\":[]" : "]");
        comma = ",\"silences\":[";
        for (final StatusFile.Quiet silence : contents.silences())
        {
            sink.put(comma).put("{\"id\":").json(silence.id()).put(",\"scope\":").json(silence.scope());
            sink.put(",\"until_ms\":").number(silence.untilWallMs()).put(",\"actor\":").json(silence.actor()).put('}');
            comma = ",";
        }
        sink.put(contents.silences().isEmpty() ? ",\"silences\":[]" : "]");
    }

    /** When nobody is called there is no time. */
    private static void next(final ByteSink sink, final StatusFile.Open open)
    {
        sink.put(",\"next_call_ms\":");
        if (open.nextWallMs() == 0)
        {
            sink.put("null");
        }
        else
        {
            sink.number(open.nextWallMs());
        }
        sink.put(",\"next_channels\":");
        String comma = "[";
        for (final String channel : open.next())
        {
            sink.put(comma).json(channel);
            comma = ",";
        }
        sink.put(open.next().isEmpty() ? "[]" : "]");
    }

    private static String clean(final String text)
    {
        return CleanText.line(text, LONGEST);
    }
}
