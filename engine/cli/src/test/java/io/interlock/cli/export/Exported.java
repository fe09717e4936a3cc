package io.interlock.cli.export;

import io.interlock.cli.ByteSink;
import io.interlock.journal.replay.Unrolled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An export into memory. Threading: one thread. */
final class Exported
{
    final CsvExport csv;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteSink sink = new ByteSink(bytes);

    Exported()
    {
        csv = new CsvExport(sink, new Unrolled());
    }

    byte[] bytes()
    {
        sink.flush();
        return bytes.toByteArray();
    }

    /** The rows under the header. */
    List<String> rows()
    {
        return new String(bytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
}
