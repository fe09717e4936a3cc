package io.interlock.cli.watch;

import io.interlock.cli.ExitCode;

/**
 * Ends a watch at SIGTERM or Ctrl-C: what runs is waited for, what is said is written, and the exit code is 0: a signal's own would look
 * like a failure.
 *
 * <p>Threading: the main thread makes and closes it; the JVM's own while it ends.
 */
final class Ending implements AutoCloseable
{
    private final Watch watch;
    private final CommandRunner runner;
    private final Voice voice;
    private final Thread hook = new Thread(this::end, "interlock-stop");

    /** From now on a signal ends it in good order. */
    Ending(final Watch watch, final CommandRunner runner, final Voice voice)
    {
        this.watch = watch;
        this.runner = runner;
        this.voice = voice;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end()
    {
        watch.stop();
        if (!runner.isIdle())
        {
            voice.say("ends once the command has ended");
        }
        runner.close();
        voice.say("stopped");
        voice.close();
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    @Override
    public void close()
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (final IllegalStateException ending)
        {
            // The JVM ends already: the hook does the rest.
            watch.stop();
        }
    }
}
