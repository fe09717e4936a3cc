package io.interlock.core.race;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

/**
 * Runs a race in this JVM, by what jcstress generated for a JVM of its own: it takes twenty JVMs to find out what it could switch on there,
 * and one for each race, which is longer than the short form may last.
 *
 * <p>Threading: one thread.
 */
final class HereRun
{
    private static final int FOOTPRINT_MB = 64;
    /** Few: both threads begin each stride together, and are never nearer to each other than then. */
    private static final int STRIDE = 64;
    private static final int STRIDES = 64;

    private HereRun()
    {
    }

    /** Runs it for about so long. */
    static TestResult run(final TestInfo race, final int timeMs) throws Exception
    {
        return ((Runner<?>)Class.forName(race.generatedRunner()).getConstructor(ForkedTestConfig.class).newInstance(config(race, timeMs)))
            .run();
    }

    /** In the form in which a JVM of its own would get it. */
    private static ForkedTestConfig config(final TestInfo race, final int timeMs) throws IOException
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(SpinLoopStyle.THREAD_SPIN_WAIT.ordinal());
        out.writeInt(timeMs);
        out.writeInt(1);
        out.writeUTF(race.generatedRunner());
        out.writeInt(FOOTPRINT_MB);
        out.writeInt(STRIDE);
        out.writeInt(STRIDES);
        out.writeBoolean(false);
        out.writeInt(0);
        return new ForkedTestConfig(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
