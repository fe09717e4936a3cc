package io.interlock.journal;

import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.port.JournalHead;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import java.nio.file.Path;

/**
 * The record that an engine's {@code gate.dat} names as the last durable one. It was durable before it was named there, so a journal
 * beside it has it, whatever died. Changes nothing.
 *
 * <p>Threading: stateless.
 */
public final class GateHead
{
    private GateHead()
    {
    }

    /**
     * Reads it.
     *
     * @param engine the directory of an engine, live or dead.
     * @return {@link ChainHead#START} where the file is not there, names none, or cannot be read: that is for others to say.
     */
    public static ChainHead read(final Path engine)
    {
        try (GateFileReader reader = GateFileReader.open(engine))
        {
            final JournalHead named = reader.header().journal();
            return named.sequence() <= 0 ? ChainHead.START : new ChainHead(named.sequence(), Hash.parse(named.hash()));
        }
        catch (final GateFileException unreadable)
        {
            return ChainHead.START;
        }
    }
}
