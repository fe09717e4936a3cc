package io.interlock.cli.run;

import java.util.List;

/**
 * Loads on the second core what a start of {@code interlock run} needs later: most of a start is loading classes, one after the other. What
 * fails here fails again, and is told, where it is needed.
 *
 * <p>Only libraries that call none of those that the start's own thread is in meanwhile are named: two threads that begin such classes in
 * two orders would wait for each other for ever. So nothing of the journal's store is here, and nothing that logs before the log is set up.
 *
 * <p>Threading: a daemon thread for each call, which ends by itself.
 */
public final class EarlyClasses
{
    /** What reads and writes JSON, and what the journal's store calls the system through. None of it logs. */
    static final List<String> FIRST = List.of(
        "com.fasterxml.jackson.databind.json.JsonMapper",
        "io.interlock.console.access.TokenFile",
        "io.interlock.console.http.Answers",
        "io.interlock.console.http.Bodies",
        "jnr.ffi.provider.FFIProvider$SystemProviderSingletonHolder",
        "com.kenai.jffi.Foreign$InstanceHolder",
        "jnr.ffi.provider.jffi.AsmLibraryLoader",
        "jnr.x86asm.Assembler",
        "org.objectweb.asm.ClassWriter",
        "com.sun.jna.Native");

    /** What serves HTTP. */
    static final List<String> AFTER_THE_LOG = List.of(
        "io.undertow.Undertow",
        "org.xnio.nio.NioXnioProvider",
        "org.xnio.nio.WorkerThread",
        "org.jboss.threads.EnhancedQueueExecutor",
        "io.undertow.server.HttpServerExchange",
        "io.undertow.server.protocol.http.HttpOpenListener",
        "io.interlock.console.http.UndertowListener",
        "io.interlock.console.api.ApiRoutes");

    private EarlyClasses()
    {
    }

    /**
     * As the first thing of a process.
     *
     * @param args what it was called with: nothing is loaded for another command than {@code run}.
     */
    public static void begin(final String... args)
    {
        if (args.length > 0 && "run".equals(args[0]))
        {
            load(FIRST);
        }
    }

    /** As soon as a logger may be asked for. */
    static void afterTheLog()
    {
        load(AFTER_THE_LOG);
    }

    private static void load(final List<String> names)
    {
        final Thread thread = new Thread(() -> names.forEach(EarlyClasses::load), "interlock-early");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load(final String name)
    {
        try
        {
            Class.forName(name);
        }
        catch (final ClassNotFoundException | LinkageError ignored)
        {
            // Whoever needs it says so.
        }
    }
}
