package io.interlock.journal.state;

/**
 * Where the parts of a state file lie, version 1; all little-endian. A file has two slots of one size, a multiple of {@link #BLOCK}, so
 * that no sector of the disk holds parts of both. Magic, version and length lie where they lie in every version.
 * <pre>
 *    slot   0       8         12          16     20       24           32        48         56       88      92   96
 *           +-------+---------+-----------+------+--------+------------+---------+----------+--------+-------+----+--------+---------+
 *           | magic | version | slot size | slot | length | generation | boot id | sequence | head's | count | 0  | scopes | CRC-32C |
 *           |       |         |           |      |        |            | hi, lo  | of head  | hash   |       |    |        |         |
 *           +-------+---------+-----------+------+--------+------------+---------+----------+--------+-------+----+--------+---------+
 *                                                                                                       96    length-4    length
 *    scope  0             2       3          4          5         6    8          16
 *           +-------------+-------+----------+----------+---------+----+----------+---------------+
 *           | path bytes  | level | override | exchange | network | 0  | standing | path: UTF-8   |
 *           +-------------+-------+----------+----------+---------+----+----------+---------------+
 * </pre>
 * The CRC covers all before it. What follows it in the slot is left over and means nothing.
 *
 * <p>Threading: constants.
 */
final class StateLayout
{
    /** "ILSTATE1" in the order of the bytes. */
    static final long MAGIC = 0x3145_5441_5453_4C49L;
    static final int VERSION = 1;
    /** Slots begin at multiples of it, in bytes. */
    static final int BLOCK = 4096;
    static final int SLOTS = 2;
    /** More is no state file: 64 MiB. */
    static final int MAX_FILE = 1 << 26;

    static final int VERSION_AT = 8;
    static final int SLOT_SIZE = 12;
    static final int SLOT = 16;
    static final int LENGTH = 20;
    static final int GENERATION = 24;
    static final int BOOT_HIGH = 32;
    static final int BOOT_LOW = 40;
    static final int SEQUENCE = 48;
    static final int HASH = 56;
    static final int COUNT = 88;
    static final int RESERVED = 92;
    static final int SCOPES = 96;
    static final int CRC_SIZE = 4;
    static final int MIN_LENGTH = SCOPES + CRC_SIZE;

    static final int PATH_LENGTH = 0;
    static final int LEVEL = 2;
    static final int OVERRIDE = 3;
    static final int EXCHANGE = 4;
    static final int NETWORK = 5;
    static final int SCOPE_RESERVED = 6;
    static final int STANDING = 8;
    static final int PATH = 16;
    /** Longest path in bytes of UTF-8; core's limit is far below. */
    static final int MAX_PATH = 1024;

    private StateLayout()
    {
    }
}
