package io.interlock.console.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * The socket of one event stream: sends what waits, as far as the socket takes it, and goes on when it takes more.
 *
 * <p>Threading: the thread of the sockets, but for {@link #wake} and {@link #cut}, which any thread may call.
 */
final class UndertowStream implements StreamClient.Wire
{
    private final HttpServerExchange exchange;
    private final AtomicBoolean woken = new AtomicBoolean();
    private StreamClient client;
    private StreamSinkChannel channel;
    private boolean ended;

    UndertowStream(final HttpServerExchange exchange)
    {
        this.exchange = exchange;
    }

    /** Begins to send; the headers are set. */
    void start(final StreamClient listening, final EventStream stream)
    {
        client = listening;
        exchange.getConnection().addCloseListener(closed -> listening.gone());
        channel = exchange.getResponseChannel();
        if (channel == null || !exchange.getConnection().isOpen())
        {
            end();
            return;
        }
        channel.getWriteSetter().set(ready -> drain());
        stream.opened(listening);
        drain();
    }

    @Override
    public void wake()
    {
        if (woken.compareAndSet(false, true))
        {
            run(this::woken);
        }
    }

    private void woken()
    {
        woken.set(false);
        drain();
    }

    @Override
    public void cut()
    {
        run(() -> IoUtils.safeClose(exchange.getConnection()));
    }

    private void run(final Runnable task)
    {
        try
        {
            exchange.getIoThread().execute(task);
        }
        catch (final RuntimeException closed)
        {
            // The sockets are closed, and with them this one; so there is nothing to send or to cut.
            woken.set(true);
        }
    }

    private void drain()
    {
        if (channel == null || ended)
        {
            return;
        }
        try
        {
            ByteBuffer next = client.next();
            while (next != null)
            {
                if (channel.write(next) == 0)
                {
                    channel.resumeWrites();
                    return;
                }
                client.wrote();
                next = client.next();
            }
            if (!channel.flush())
            {
                channel.resumeWrites();
                return;
            }
            channel.suspendWrites();
            if (client.settle())
            {
                ended = true;
                client.gone();
                exchange.endExchange();
            }
        }
        catch (final IOException | RuntimeException broken)
        {
            end();
        }
    }

    private void end()
    {
        ended = true;
        client.gone();
        IoUtils.safeClose(exchange.getConnection());
    }
}
