package io.interlock.core.mapped;

/**
 * The layout of {@code gate.dat}; all numbers little endian, all longs aligned.
 * <pre>
 *  header
 *    +0    magic                       +8   layout version (int)   +12  CRC32 of +0..11 and +16..63 (int)
 *    +16   pid                         +24  boot id, two longs     +40  started, wall ms
 *    +48   started, monotonic ns       +56  capacity in scopes (int)   +60 bytes of a record (int)
 *    +64   scopes: count in the low half, its complement in the high half
 *    +128  heartbeat, wall ms          +136 heartbeat, monotonic ns    +144 guard word of the root
 *    +152  judged   +160 folded   +168 transitions   +176 rejected   +184 faults
 *    +192  last durable record of the journal: its sequence, 0 for none   +200 its hash, 32 bytes   +232 CRC32 of +192..231
 *    +256  events judged by code of their kind, 64 longs
 *    +1024 command slot, see {@link CommandSlotLayout}
 *  one record a scope from +4096
 *    +0    vital word, see {@link VitalWord}: all that recovery needs, written and checked as one
 *    +8    CRC32 of the path (int)     +12  bytes of the path (int)    +16  path, up to 120 bytes of UTF-8
 *    +136  kill not yet judged: 0, or {@link #KILL_MARK}
 *    +144  gate word   +152 guard word   +160 cause of the last transition + 1   +168 its value   +176 its threshold   +184 its wall ms
 *    +192  streak   +200 window orders   +208 window failures   +216 cooldown's end, wall ms, 0 for none   +224 flags
 *    +232  evidence   +240 wall ms of the last report by code of its kind, 16 longs
 * </pre>
 * The file is written whole with zeros before it is used, so that no later store can find the disk full.
 */
final class GateFileLayout
{
    static final long MAGIC = 0x3154414445544147L;
    static final int VERSION = 1;
    static final int VERSION_OFFSET = 8;
    static final int CRC_OFFSET = 12;
    static final int PID = 16;
    static final int BOOT_HIGH = 24;
    static final int BOOT_LOW = 32;
    static final int STARTED_WALL = 40;
    static final int STARTED_NANO = 48;
    static final int CAPACITY = 56;
    static final int RECORD_SIZE_OFFSET = 60;
    static final int STATIC_END = 64;
    static final int SCOPES = 64;
    static final int HEARTBEAT_WALL = 128;
    static final int HEARTBEAT_NANO = 136;
    static final int ROOT_GUARD = 144;
    static final int JUDGED = 152;
    static final int FOLDED = 160;
    static final int TRANSITIONS = 168;
    static final int REJECTED = 176;
    static final int FAULTS = 184;
    static final int HEAD = 192;
    static final int HEAD_LONGS = 5;
    static final int HEAD_CRC = 232;
    static final int BY_KIND = 256;
    static final int KINDS = 64;
    static final int COMMAND = 1024;

    static final int HEADER = 4096;
    static final int RECORD = 512;
    static final int VITAL = 0;
    static final int PATH_CRC = 8;
    static final int PATH_LENGTH = 12;
    static final int PATH = 16;
    static final int MAX_PATH = 120;
    static final int KILL = 136;
    static final int GATE = 144;
    static final int GUARD = 152;
    static final int LAST_CAUSE = 160;
    static final int LAST_VALUE = 168;
    static final int LAST_THRESHOLD = 176;
    static final int LAST_WALL = 184;
    static final int STREAK = 192;
    static final int ORDERS = 200;
    static final int FAILURES = 208;
    static final int COOLDOWN_END = 216;
    static final int FLAGS = 224;
    static final int EVIDENCE = 232;
    static final int LAST_REPORT = 240;
    static final int REPORT_KINDS = 16;

    static final long FLAG_AWAITING_CONFIRMATION = 1;
    static final long FLAG_WAITING_FOR_EVIDENCE = 2;
    static final long FLAG_RESETTABLE = 4;
    static final long KILL_MARK = 0x44454C4C494B3A29L;
    static final int MAX_SCOPES = 1 << 20;

    private GateFileLayout()
    {
    }

    static int record(final int id)
    {
        return HEADER + id * RECORD;
    }

    static long size(final int capacity)
    {
        return HEADER + (long)capacity * RECORD;
    }

    static long scopes(final int count)
    {
        return count | ~(long)count << 32;
    }
}
