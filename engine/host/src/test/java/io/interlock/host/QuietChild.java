package io.interlock.host;

import io.interlock.config.ConfigLoader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;

/** An engine in a process of its own, whose sockets a test looks at. */
final class QuietChild
{
    /** A host that is nowhere (RFC 5737). */
    private static final String NOWHERE = "192.0.2.1";
    private static final int DISCARD = 9;

    private QuietChild()
    {
    }

    /** A directory, a configuration in YAML, and {@code quiet}, or {@code connect} to try what no engine may. */
    public static void main(final String[] args) throws IOException
    {
        final Interlock interlock = Interlock.launch(ConfigLoader.load("test", args[1]), Path.of(args[0]));
        interlock.scope("v").reporter().apiLatency(4_000_000_000L);
        interlock.drain();
        if (args[2].equals("connect"))
        {
            connect();
        }
        System.out.println("ready " + ProcessHandle.current().pid() + " "
            + interlock.console().map(console -> console.url().replaceAll(".*:", "")).orElse("none"));
        while (System.in.read() >= 0)
        {
            // Until the test has seen enough.
            continue;
        }
        interlock.close();
        System.out.println("closed");
    }

    private static void connect()
    {
        try (Socket socket = new Socket())
        {
            socket.connect(new InetSocketAddress(NOWHERE, DISCARD), 100);
        }
        catch (final IOException nowhere)
        {
            System.out.println("not connected: " + nowhere.getMessage());
        }
    }
}
