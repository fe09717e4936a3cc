package io.interlock.journal.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the texts of a record, strictly.
 *
 * <p>Threading: one thread, the decoder's.
 */
final class TextReader
{
    private static final char REPLACED = '\uFFFD';

    private final String[] texts = new String[RecordLayout.TEXT_COUNT];

    /** Null where all are sound; {@link #take()} then gives them. */
    RecordFault read(final ByteBuffer buffer, final byte[] bytes)
    {
        int at = RecordLayout.TEXTS;
        final int end = bytes.length - RecordLayout.TRAILER;
        for (int i = 0; i < texts.length; i++)
        {
            final int length = Short.toUnsignedInt(buffer.getShort(RecordLayout.TEXT_LENGTHS + 2 * i));
            if (length > RecordLayout.room(i) || length > end - at)
            {
                return RecordDecoder.fault(RecordFault.Kind.TEXT_LENGTH,
                    "text " + i + " says that it has " + length + " bytes; " + Math.min(RecordLayout.room(i), end - at) + " are possible");
            }
            texts[i] = text(bytes, at, length);
            if (texts[i] == null)
            {
                return RecordDecoder.fault(RecordFault.Kind.UTF8, "text " + i + " is not UTF-8");
            }
            at += length;
        }
        return at == end ? null
            : RecordDecoder.fault(RecordFault.Kind.TEXT_LENGTH, "there are " + (end - at) + " bytes after the texts that belong to none");
    }

    RecordContent.Texts take()
    {
        return new RecordContent.Texts(texts[0], texts[1], texts[2], texts[3], texts[4]);
    }

    private static String text(final byte[] bytes, final int from, final int length)
    {
        if (length == 0)
        {
            return "";
        }
        final String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // The quick way replaces what is wrong, silently; the strict one tells it from a replacement character that was written.
        return text.indexOf(REPLACED) < 0 || isStrict(bytes, from, length) ? text : null;
    }

    private static boolean isStrict(final byte[] bytes, final int from, final int length)
    {
        try
        {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        }
        catch (final CharacterCodingException malformed)
        {
            return false;
        }
    }
}
