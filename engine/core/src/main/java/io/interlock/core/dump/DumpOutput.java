package io.interlock.core.dump;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a dump goes. Threading: the thread that writes the dump. */
@FunctionalInterface
public interface DumpOutput
{
    /**
     * Takes some bytes; less than all is no error.
     *
     * @param bytes a direct buffer.
     * @throws IOException when nothing more can be written.
     */
    void write(ByteBuffer bytes) throws IOException;
}
