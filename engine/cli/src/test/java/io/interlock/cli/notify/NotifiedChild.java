package io.interlock.cli.notify;

import io.interlock.host.Interlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine with channels in a process of its own, which waits to be killed. */
final class NotifiedChild
{
    private static final long HALTS_NS = 4_000_000_000L;

    private NotifiedChild()
    {
    }

    /** Starts it. */
    static Process start(final Path config, final Path directory, final String... halted) throws Exception
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home")).resolve("bin/java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1"));
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> flag.startsWith("--add-")).forEach(command::add);
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", System.getProperty("java.class.path"),
            NotifiedChild.class.getName(), config.toString(), directory.toString()));
        command.addAll(List.of(halted));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /**
     * Lives.
     *
     * @param args the configuration, the directory, and scopes to be halted.
     * @throws Exception when something is in the way.
     */
    public static void main(final String[] args) throws Exception
    {
        final Interlock interlock = Interlock.launch(Path.of(args[0]), Path.of(args[1]));
        for (int i = 2; i < args.length; i++)
        {
            interlock.scope(args[i]).reporter().apiLatency(HALTS_NS);
        }
        interlock.drain();
        System.out.println("ready");
        // Until the parent kills this process, or is gone.
        while (System.in.read() >= 0)
        {
            continue;
        }
        Runtime.getRuntime().halt(0);
    }
}
