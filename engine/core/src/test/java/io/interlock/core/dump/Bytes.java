package io.interlock.core.dump;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Keeps what is written. */
final class Bytes implements DumpOutput
{
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    @Override
    public void write(final ByteBuffer bytes)
    {
        while (bytes.hasRemaining())
        {
            all.write(bytes.get());
        }
    }

    byte[] all()
    {
        return all.toByteArray();
    }
}
