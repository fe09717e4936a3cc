package io.interlock.cli.live;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Durations;
import io.interlock.cli.Table;
import io.interlock.notify.CleanText;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.delivery.StatusFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How an engine's notification channels are, as its directory says. Immutable.
 *
 * @param contents null: it has written nothing of them.
 * @param problem  why what it has written cannot be read; empty where it can.
 */
record NotifyLook(StatusFile.Contents contents, String problem)
{
    private static final int LONGEST = 200;

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

    /** A table under the scopes; nothing where there are no channels. */
    void text(final ByteSink sink, final long nowMs)
    {
        if (!problem.isEmpty())
        {
            sink.put("\nchannels: ").put(problem).put('\n');
        }
        if (contents == null || contents.channels().isEmpty())
        {
            return;
        }
        sink.put('\n');
        final Table table = new Table().row("CHANNEL", "TYPE", "STATE", "SINCE", "DELIVERED", "FAILED", "WAITING", "LAST ERROR");
        for (final ChannelStatus channel : contents.channels())
        {
            final ChannelStatus.Counts counts = channel.counts();
            table.row(clean(channel.name()), clean(channel.type()), String.valueOf(channel.state()),
                Instant.ofEpochMilli(channel.sinceWallMs()).truncatedTo(ChronoUnit.SECONDS).toString(), Long.toString(counts.delivered()),
                Long.toString(counts.failed()), Integer.toString(counts.queued()),
                channel.lastError().isEmpty() ? "-" : clean(channel.lastError()));
        }
        table.writeTo(sink);
        if (isOld(nowMs))
        {
            sink.put("channels as they were " + Durations.text(nowMs - contents.writtenWallMs()) + " ago: nobody writes it any more\n");
        }
    }

    /** {@code ,"channels":[..]}, or null where nothing is known. */
    void json(final ByteSink sink)
    {
        sink.put(",\"channels\":");
        if (contents == null)
        {
            sink.put("null");
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
            sink.put(",\"abandoned\":").number(counts.abandoned()).put(",\"last_error\":").json(channel.lastError()).put('}');
            comma = ",";
        }
        sink.put(contents.channels().isEmpty() ? "[]" : "]").put(",\"channels_written_ms\":").number(contents.writtenWallMs());
    }

    private static String clean(final String text)
    {
        return CleanText.line(text, LONGEST);
    }
}
