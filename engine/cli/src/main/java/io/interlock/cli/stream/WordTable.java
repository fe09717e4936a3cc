package io.interlock.cli.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the number that belongs to a word in a slice of bytes, without making a string of it. Grows; never forgets.
 *
 * <p>Threading: one thread.
 */
public final class WordTable
{
    /** The answer for a word that is not there. */
    public static final int ABSENT = -1;

    private byte[][] words = new byte[16][];
    private int[] numbers = new int[16];
    private int size;

    /** A table of the names of constants, each with its ordinal. */
    public static WordTable of(final Enum<?>... constants)
    {
        final WordTable table = new WordTable();
        for (final Enum<?> constant : constants)
        {
            table.put(constant.name(), constant.ordinal());
        }
        return table;
    }

    /** Adds a word that is not there yet. */
    public void put(final String word, final int number)
    {
        if (2 * ++size > words.length)
        {
            grow();
        }
        final byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        final int slot = slot(bytes, 0, bytes.length);
        words[slot] = bytes;
        numbers[slot] = number;
    }

    /** The number of a word, or {@link #ABSENT}. */
    public int get(final byte[] data, final int from, final int to)
    {
        final int slot = slot(data, from, to);
        return words[slot] == null ? ABSENT : numbers[slot];
    }

    private int slot(final byte[] data, final int from, final int to)
    {
        int hash = 1;
        for (int i = from; i < to; i++)
        {
            hash = 31 * hash + data[i];
        }
        final int mask = words.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (words[slot] != null && !Arrays.equals(words[slot], 0, words[slot].length, data, from, to))
        {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow()
    {
        final byte[][] oldWords = words;
        final int[] oldNumbers = numbers;
        words = new byte[oldWords.length * 2][];
        numbers = new int[oldWords.length * 2];
        for (int i = 0; i < oldWords.length; i++)
        {
            if (oldWords[i] != null)
            {
                final int slot = slot(oldWords[i], 0, oldWords[i].length);
                words[slot] = oldWords[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
