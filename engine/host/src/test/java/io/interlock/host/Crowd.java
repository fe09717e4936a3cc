package io.interlock.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections that each send the same beginning, and then read whatever comes; one that is ended comes again. Threading: a thread of its
 * own looks after them.
 */
final class Crowd implements AutoCloseable
{
    private static final String TAKEN = "HTTP/1.1 200";

    private final InetSocketAddress server;
    private final byte[] first;
    private final Selector selector = Selector.open();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "crowd");
    private volatile boolean closed;

    /** All are connected and have sent when this returns. */
    Crowd(final InetSocketAddress server, final String first, final int size) throws IOException
    {
        this.server = server;
        this.first = first.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < size; i++)
        {
            come();
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** How many are open, as far as they were told. */
    int open()
    {
        return open.get();
    }

    /** How many were ended and came again. */
    int again()
    {
        return again.get();
    }

    /** How many were answered with 200. */
    int taken()
    {
        return taken.get();
    }

    private void come() throws IOException
    {
        final SocketChannel channel = SocketChannel.open(server);
        channel.write(ByteBuffer.wrap(first));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        open.incrementAndGet();
    }

    private void run()
    {
        final ByteBuffer read = ByteBuffer.allocate(65_536);
        try
        {
            while (!closed)
            {
                selector.select();
                for (final SelectionKey key : selector.selectedKeys())
                {
                    if (isEnded(key, read))
                    {
                        key.channel().close();
                        open.decrementAndGet();
                        come();
                        again.incrementAndGet();
                    }
                }
                selector.selectedKeys().clear();
            }
        }
        catch (final IOException | RuntimeException gone)
        {
            // What is missing then is seen in the count.
            return;
        }
    }

    private boolean isEnded(final SelectionKey key, final ByteBuffer read)
    {
        try
        {
            int bytes = 1;
            while (bytes > 0)
            {
                bytes = ((SocketChannel)key.channel()).read(read.clear());
                if (bytes >= TAKEN.length() && key.attachment() == null)
                {
                    key.attach(TAKEN);
                    taken.addAndGet(new String(read.array(), 0, TAKEN.length(), StandardCharsets.ISO_8859_1).equals(TAKEN) ? 1 : 0);
                }
            }
            return bytes < 0;
        }
        catch (final IOException reset)
        {
            return true;
        }
    }

    @Override
    public void close() throws IOException
    {
        closed = true;
        selector.wakeup();
        try
        {
            thread.join();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
        for (final SelectionKey key : selector.keys())
        {
            key.channel().close();
        }
        selector.close();
    }
}
