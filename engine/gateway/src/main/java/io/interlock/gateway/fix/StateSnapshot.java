package io.interlock.gateway.fix;

import io.interlock.core.mapped.OwnRights;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.EngineClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** Writes positions and working orders as text for the owner alone: forced to the disk, then renamed, so that nobody sees half a file. */
final class StateSnapshot
{
    private StateSnapshot()
    {
    }

    static Path write(final Path directory, final ActionContext context, final List<FixTap> taps) throws IOException
    {
        final StringBuilder text = new StringBuilder(256);
        text.append("interlock gateway state, version 1\ntime ").append(Instant.ofEpochMilli(EngineClock.SYSTEM.wallMs()))
            .append("\naction ").append(context.id()).append("\nlevel ").append(context.level()).append('\n');
        for (final FixTap tap : taps)
        {
            text.append("scope \"").append(tap.scope().path()).append("\"\n");
            tap.tracker().positions().forEach((symbol, held) ->
                text.append("position ").append(symbol).append(' ').append(held.toPlainString()).append('\n'));
            tap.tracker().working().forEach(order -> text.append("order ").append(order.clOrdId()).append(' ').append(order.symbol())
                .append(' ').append(order.side()).append(' ').append(order.open().toPlainString()).append('\n'));
        }
        Files.createDirectories(directory);
        final String name = "gateway-" + context.id().replaceAll("[^A-Za-z0-9._-]", "_") + ".txt";
        final Path partial = directory.resolve(name + ".partial");
        try (FileChannel channel = OwnRights.make(partial, StandardOpenOption.WRITE))
        {
            final ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining())
            {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return Files.move(partial, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
