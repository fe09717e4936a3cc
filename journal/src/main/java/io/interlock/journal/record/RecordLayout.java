package io.interlock.journal.record;

import io.interlock.journal.store.FrameStore;

/**
 * Where the parts of a record lie, version 1; all little-endian. The magic and the version at the beginning and the CRC-32C in the last
 * four bytes of the frame are where they are in every version, so that a later version can be told from damage.
 * <pre>
 *    0         4        6      7       8          12     13   14      15         16        17      18        20
 *    +---------+--------+------+-------+----------+------+----+-------+----------+---------+-------+---------+
 *    | magic   | version| type | flags | length   | from | to | cause | exchange | network | stage | attempt |
 *    +---------+--------+------+-------+----------+------+----+-------+----------+---------+-------+---------+
 *    20            22            24              26             28              30         32
 *    +-------------+-------------+---------------+--------------+---------------+----------+
 *    | scope bytes | actor bytes | subject bytes | reason bytes | details bytes | 0        |
 *    +-------------+-------------+---------------+--------------+---------------+----------+
 *    32         40                  56         64              72        80      88          96         104
 *    +----------+-------------------+----------+---------------+---------+-------+-----------+----------+
 *    | sequence | boot id (hi, lo)  | decision | monotonic ns  | wall ms | value | threshold | standing |
 *    +----------+-------------------+----------+---------------+---------+-------+-----------+----------+
 *    104                    136                     168                                           168+n
 *    +----------------------+-----------------------+-----------------------------------------------+
 *    | config hash          | predecessor's hash    | scope, actor, subject, reason, details: UTF-8 |
 *    +----------------------+-----------------------+-----------------------------------------------+
 *    168+n                  200+n     204+n
 *    +----------------------+---------+
 *    | own hash             | CRC-32C |      own hash: of all before it; CRC-32C: of all before it
 *    +----------------------+---------+
 *
 *  flags   bit 7      4    3        2         1          0
 *          +-----------+--------+----------+----------+-------+   keyed:    HMAC-SHA-256 with a key; else SHA-256
 *          | 0         | done   | override | decimal  | keyed |   decimal:  value and threshold are IEEE doubles, as people read them;
 *          +-----------+--------+----------+----------+-------+             else raw, as Cause.forPeople takes them
 *                                                                 override: of the vital, done: of the outcome
 * </pre>
 * A byte code that is absent is {@link #NONE}. A vital is there where exchange is; its level is {@code to}. What the texts of a type mean:
 * <pre>
 *  type          scope   actor     subject          reason            details              numbers
 *  GENESIS                         build                              configuration
 *  TRANSITION    path                                                                      cause's value and threshold, raw
 *  COMMAND       path    who       command          as given          answer               done: carried out
 *  ACTION        path              action           its id            what it answered     stage, attempt
 *  NOTIFICATION  path    who       channel          its id            what it answered     done: delivered; stage: what became of
 *                                                                                          it (absent in older ones); attempt
 *  ISSUE         path    who, of   issue's type     route, of CONSOLE words                decimal
 *                        CONSOLE
 *  METRICS       path              metric                             words                decimal
 *  RECOVERED     path                               words             where it came from   vital, or none for a summary
 *  VITAL         path                                                                      vital
 *  DAMAGE                          TORN_TAIL/DAMAGE                   words                mark of the bytes, see below
 *  GAP                   who       JOURNAL          as given          what failed
 *  STARTED                         build                              configuration
 *  STOPPED                         why                                words
 *  RETAINED                        file             SEQ:HASH          words                (the last record that was in the file)
 * </pre>
 * The mark of a DAMAGE record: for an undecodable frame, value is the CRC-32C of its bytes and threshold their number; for records that are
 * missing or out of their order, value is the sequence that was expected and threshold the one that was found.
 *
 * <p>Threading: constants.
 */
public final class RecordLayout
{
    /** "ILJR" in the order of the bytes. */
    public static final int MAGIC = 0x524A_4C49;
    /** The version that is written, and the latest that is read. */
    public static final int VERSION = 1;
    /** What a byte code is where there is nothing to say. */
    public static final int NONE = 0xFF;
    /** Longest scope, actor and subject, in bytes of UTF-8. */
    public static final int MAX_NAME = 1024;
    /** Longest reason, in bytes of UTF-8. */
    public static final int MAX_REASON = 16 * 1024;

    static final int VERSION_AT = 4;
    static final int TYPE = 6;
    static final int FLAGS = 7;
    static final int LENGTH = 8;
    static final int FROM = 12;
    static final int TO = 13;
    static final int CAUSE = 14;
    static final int EXCHANGE = 15;
    static final int NETWORK = 16;
    static final int STAGE = 17;
    static final int ATTEMPT = 18;
    static final int TEXT_LENGTHS = 20;
    static final int RESERVED = 30;
    static final int SEQUENCE = 32;
    static final int BOOT_HIGH = 40;
    static final int BOOT_LOW = 48;
    static final int DECISION = 56;
    static final int TIME_NS = 64;
    static final int WALL_MS = 72;
    static final int VALUE = 80;
    static final int THRESHOLD = 88;
    static final int STANDING = 96;
    static final int CONFIG = 104;
    static final int PREDECESSOR = 136;
    static final int TEXTS = 168;

    static final int TEXT_COUNT = 5;
    static final int CRC_SIZE = 4;
    /** Bytes after the texts: own hash and CRC. The own hash is of all before them. */
    public static final int TRAILER = Hash.SIZE + CRC_SIZE;
    /** The shortest record, in bytes. */
    public static final int MIN_LENGTH = TEXTS + TRAILER;
    /** Longest details, in bytes of UTF-8: with everything else at its longest the record fits a frame. */
    public static final int MAX_DETAILS = FrameStore.MAX_FRAME - MIN_LENGTH - 3 * MAX_NAME - MAX_REASON;

    static final int KEYED = 1;
    static final int DECIMAL = 1 << 1;
    static final int OVERRIDE = 1 << 2;
    static final int DONE = 1 << 3;
    static final int KNOWN_FLAGS = KEYED | DECIMAL | OVERRIDE | DONE;

    private RecordLayout()
    {
    }

    /** Most bytes of a text, by its place. */
    static int room(final int text)
    {
        return text < 3 ? MAX_NAME : text == 3 ? MAX_REASON : MAX_DETAILS;
    }
}
