package io.interlock.console.http;

/**
 * Who answers what: commands have threads and room of their own, and so has what needs no token, so that no number of reads and reports
 * is in the way of a kill, or of who looks whether the engine lives.
 *
 * <p>Threading: any thread.
 */
final class Lanes
{
    private static final int COMMAND_WORKERS = 2;
    private static final int COMMANDS_WAITING = 64;
    private static final int OPEN_WORKERS = 1;

    private final Workers reads;
    private final Workers commands;
    private final Workers open;

    Lanes(final ServerLimits limits)
    {
        reads = new Workers("read", limits.work().workers(), limits.work().queue());
        commands = new Workers("command", COMMAND_WORKERS, COMMANDS_WAITING);
        // A connection asks one thing at a time, so there is room for all that can ask.
        open = new Workers("open", OPEN_WORKERS, limits.maxConnections());
    }

    Workers of(final FrontDoor.Admission admission)
    {
        if (admission.route().role() == null)
        {
            return open;
        }
        return admission.command() ? commands : reads;
    }

    /** Lets what is begun end, for two seconds in all. */
    void close()
    {
        final long endNs = System.nanoTime() + Workers.CLOSE_NS;
        reads.stop();
        commands.stop();
        open.stop();
        commands.await(endNs);
        reads.await(endNs);
        open.await(endNs);
    }
}
