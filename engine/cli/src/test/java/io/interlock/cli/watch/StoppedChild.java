package io.interlock.cli.watch;

import io.interlock.config.ConfigLoader;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.host.Interlock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway in a process of its own that a test stops with SIGSTOP: its scope is at ALERT, its trading thread asks the gate all the time
 * and says what it was answered when it went on after a pause.
 */
final class StoppedChild
{
    /** The default stale limit. */
    static final long STALE_LIMIT_NS = 100_000_000L;

    private static final long BETWEEN_NS = 200_000;
    private static final long LONGEST_NS = 5_000_000_000L;

    private StoppedChild()
    {
    }

    /** A directory. */
    public static void main(final String[] args)
    {
        final PrintStream out = System.out;
        final Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default\n"), Path.of(args[0]));
        interlock.scope("v").reporter().apiLatency(600_000_000L);
        interlock.drain();
        final Gate gate = interlock.scope("v").gate();
        out.println("ready");
        long lastNs = System.nanoTime();
        while (true)
        {
            final long nowNs = System.nanoTime();
            if (nowNs - lastNs > STALE_LIMIT_NS)
            {
                out.println(answered(interlock, gate, nowNs, nowNs - lastNs));
                out.flush();
            }
            lastNs = System.nanoTime();
            LockSupport.parkNanos(BETWEEN_NS);
        }
    }

    /**
     * The first look after a pause: what a check with the time says at once, and how long one without it went on granting on the strength
     * of a sign of life from before the pause.
     */
    private static String answered(final Interlock interlock, final Gate gate, final long nowNs, final long pauseNs)
    {
        final boolean atOnce = gate.check(Intent.OPEN, 1.0, nowNs).allowed();
        // The sign of life is no older than it was at that check, and the time that is taken off is no shorter than what passed since.
        if (atOnce && interlock.engine().vitals().heartbeatAgeNs() - (System.nanoTime() - nowNs) > STALE_LIMIT_NS)
        {
            return "pause_ms=" + pauseNs / 1_000_000 + " at_once=wrong";
        }
        long atNs = nowNs;
        while (atNs - nowNs < LONGEST_NS)
        {
            if (!gate.check(Intent.OPEN, 1.0).allowed())
            {
                return "pause_ms=" + pauseNs / 1_000_000 + " at_once=" + (atOnce ? "live" : "denied") + " then=denied after_us="
                    + (atNs - nowNs) / 1_000;
            }
            if (gate.check(Intent.OPEN, 1.0, atNs).allowed())
            {
                return "pause_ms=" + pauseNs / 1_000_000 + " at_once=" + (atOnce ? "live" : "denied") + " then=live after_us="
                    + (atNs - nowNs) / 1_000;
            }
            atNs = System.nanoTime();
        }
        return "pause_ms=" + pauseNs / 1_000_000 + " then=exposed";
    }
}
