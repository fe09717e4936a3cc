package io.interlock.core.mapped;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;

/**
 * What recovery needs of a scope, in one long: a crash leaves it whole, and any damage shows.
 * <pre>
 *  bit 63        48 47       11  10       9          8          7         6        5    4    3          2   0
 *     +------------+-----------+---------+----------+----------+---------+---------+--------+----------+-----+
 *     | CRC-16     | 0         | present | RESTARTS | JOURNAL_ | JOURNAL | network | exch.  | override | own |
 *     |            |           |         | stands   | DAMAGE   | stands  | status  | status | own      |level|
 *     +------------+-----------+---------+----------+----------+---------+---------+--------+----------+-----+
 * </pre>
 * The CRC covers the other bits and the scope's id, so that a record in the wrong place shows too; it finds every error of one or two bits.
 */
final class VitalWord
{
    private static final long PRESENT = 1L << 10;
    private static final long OVERRIDE = 1L << 3;
    private static final int EXCHANGE_SHIFT = 4;
    private static final int NETWORK_SHIFT = 6;
    private static final int STANDING_SHIFT = 7;
    private static final long USED = (1L << 11) - 1;
    private static final int CRC_SHIFT = 48;
    private static final int POLYNOMIAL = 0x1021;
    private static final Cause[] STANDING = {Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS};

    private VitalWord()
    {
    }

    static long encode(final int id, final RestoredScope scope)
    {
        final long word = word(scope.level(), scope.override(), scope.exchange(), scope.network(), scope.standing());
        return word | crc(id, word) << CRC_SHIFT;
    }

    /** The same of a scope as it is, without an object: a gate gets tighter after this, also where there is no memory. */
    static long encode(final int id, final Level level, final boolean override, final ScopeView view)
    {
        final long word = word(level, override, view.exchange(), view.network(), RestoredScope.standing(view));
        return word | crc(id, word) << CRC_SHIFT;
    }

    private static long word(
        final Level level, final boolean override, final ExchangeStatus exchange, final NetworkStatus network, final long standing)
    {
        long word = PRESENT | level.ordinal() | (override ? OVERRIDE : 0)
            | (long)exchange.ordinal() << EXCHANGE_SHIFT | (long)network.ordinal() << NETWORK_SHIFT;
        for (int i = 0; i < STANDING.length; i++)
        {
            word |= (standing >>> STANDING[i].ordinal() & 1) << STANDING_SHIFT + i;
        }
        return word;
    }

    /** The scope, or null where the word is damaged. */
    static RestoredScope decode(final int id, final long word)
    {
        final long used = word & (1L << CRC_SHIFT) - 1;
        final boolean sound = (used & ~USED) == 0 && (used & PRESENT) != 0 && (used & 7) <= Level.SHUTDOWN.ordinal()
            && word >>> CRC_SHIFT == crc(id, used);
        if (!sound)
        {
            return null;
        }
        long standing = 0;
        for (int i = 0; i < STANDING.length; i++)
        {
            standing |= (used >>> STANDING_SHIFT + i & 1) << STANDING[i].ordinal();
        }
        return new RestoredScope(
            Level.of((int)(used & 7)), (used & OVERRIDE) != 0, ExchangeStatus.of((int)(used >>> EXCHANGE_SHIFT & 3)),
            NetworkStatus.of((int)(used >>> NETWORK_SHIFT & 1)), standing);
    }

    private static long crc(final int id, final long word)
    {
        int crc = 0xFFFF;
        crc = crc(crc, id, Integer.SIZE);
        return crc(crc, word, CRC_SHIFT);
    }

    private static int crc(final int start, final long value, final int bits)
    {
        int crc = start;
        for (int bit = bits - 1; bit >= 0; bit--)
        {
            final int in = (int)(value >>> bit & 1) ^ crc >>> 15 & 1;
            crc = (crc << 1 ^ (in == 0 ? 0 : POLYNOMIAL)) & 0xFFFF;
        }
        return crc;
    }
}
