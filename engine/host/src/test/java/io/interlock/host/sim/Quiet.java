package io.interlock.host.sim;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * While it is open nothing is logged: the faults of a simulation are planted, and too many to be read.
 *
 * <p>Threading: one thread opens and closes it.
 */
final class Quiet implements AutoCloseable
{
    private final PrintStream before = System.err;

    Quiet()
    {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @Override
    public void close()
    {
        System.setErr(before);
    }
}
