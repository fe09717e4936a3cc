package io.interlock.journal.input;

import io.interlock.journal.record.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a LIFE and a RELOAD hold (layout in {@link InputLayout}). Threading: stateless. */
final class ConfigPayload
{
    private ConfigPayload()
    {
    }

    /** Of a LIFE. */
    static byte[] of(final InputConfig config, final String build)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, config.yaml(), build, config.hash());
        return out.toByteArray();
    }

    static byte[] of(final ReloadBlock reload, final String build)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, reload.input().announces() ? "" : reload.config().yaml(), build, reload.config().hash());
        text(out, reload.input().actor());
        text(out, reload.input().reason());
        text(out, reload.input().message());
        return out.toByteArray();
    }

    private static void put(final ByteArrayOutputStream out, final String yaml, final String build, final Hash hash)
    {
        text(out, yaml);
        text(out, build);
        final byte[] bytes = new byte[InputLayout.HASH];
        hash.copyTo(bytes, 0);
        out.writeBytes(bytes);
    }

    private static void text(final ByteArrayOutputStream out, final String text)
    {
        final byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        final byte[] length = new byte[Long.BYTES + 2];
        final Packer packer = new Packer();
        packer.to(length, 0);
        packer.varint(encoded.length);
        out.write(length, 0, packer.at());
        out.writeBytes(encoded);
    }
}
