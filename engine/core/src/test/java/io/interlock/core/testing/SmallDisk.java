package io.interlock.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/**
 * A disk of a few MiB below a folder, to be filled up. It needs root: where it cannot be mounted the test is skipped, visibly.
 *
 * <p>Threading: one thread.
 */
public final class SmallDisk implements AutoCloseable
{
    private final Path root;

    private SmallDisk(final Path root)
    {
        this.root = root;
    }

    /**
     * Mounts one.
     *
     * @param folder that is there; the disk is {@code disk} below it.
     * @param mib    its size.
     * @return to be closed.
     * @throws IOException          where the folder for it cannot be made.
     * @throws TestAbortedException where this user may not mount.
     */
    public static SmallDisk mount(final Path folder, final int mib) throws IOException
    {
        final Path root = Files.createDirectory(folder.resolve("disk"));
        if (run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + mib + "m", "tmpfs", root.toString()) != 0)
        {
            throw new TestAbortedException("a tmpfs of " + mib + " MiB cannot be mounted here: it needs root");
        }
        return new SmallDisk(root);
    }

    /**
     * Where it is.
     *
     * @return a folder that is empty at first.
     */
    public Path root()
    {
        return root;
    }

    /** Unmounts it, lazily: a mapping may be let go of a moment later. */
    @Override
    public void close() throws IOException
    {
        if (run("umount", "-l", root.toString()) != 0)
        {
            throw new IOException("cannot unmount " + root);
        }
    }

    private static int run(final String... command) throws IOException
    {
        try
        {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor();
        }
        catch (final IOException missing)
        {
            return -1;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command[0] + " ran", interrupted);
        }
    }
}
