package io.interlock.journal.input;

/**
 * The layout of a recording: frames in a queue of their own, each one block of one life. All numbers are little endian.
 * <pre>
 *   +0  magic   "ILIN"              4
 *   +4  version 1, or 2 for a RELOAD and what follows one in its life   1
 *   +5  type    1 LIFE 2 SNAPSHOT 3 EVENTS 4 RELOAD   1
 *   +6  part    of its block, from 0         2
 *   +8  parts   of the block                 2
 *  +10  configuration that it is of: 0 from the start of a life, then one more with each reload, 1 again after 65535   2
 *  +12  CRC32C  of all but itself            4
 *  +16  boot id                             16
 *  +32  block   contiguous in one life, from 1; of a LIFE that of the block that follows it   8
 *  +40  engine time that the block begins with, nanoseconds     8
 *  +48  wall time that it begins with, milliseconds since 1970  8
 *  +56  decisions made in this life before a SNAPSHOT; else 0    8
 *  +64  payload
 *
 *  LIFE      text configuration (YAML), text build, 32 bytes hash of the configuration as the journal's records carry it
 *  SNAPSHOT  gap: events left out before it, from when (engine ns, wall ms), why; then the machine, field by field (StateSink)
 *  EVENTS    entries, each:  head  7 scope changes | 6 time changes | 5..0 kind of input, 61 intents lost, 62 scope,
 *                    63 guard
 *              time changes:   varint nanoseconds since the entry before, zigzag milliseconds of the wall clock beyond that
 *              scope changes:  varint id
 *              input:          mask  6 actor | 5 text | 4 code | 3 c | 2 b | 1 a | 0 number; then what the mask names, in the order
 *                              number (zigzag), a, b, c (8 bytes each), code (varint), text, actor (varint length, UTF-8)
 *              scope:          varint id, varint parent, text path
 *              guard:          varint bits
 *              intents lost:   varint count of order intents that found no room in the input ring
 *  RELOAD    text configuration, text build and hash as of a LIFE, then text actor, text reason, text message; where the configuration is
 *            empty, the reload was announced only. Its time is when it was carried out, its configuration the one that holds from then on
 * </pre>
 * A LIFE and a SNAPSHOT begin each file; a SNAPSHOT also follows whatever was left out.
 */
final class InputLayout
{
    static final int MAGIC = 'I' | 'L' << 8 | 'I' << 16 | 'N' << 24;
    static final int VERSION = 1;
    /** Of what a program that knows of no reload cannot read. */
    static final int RELOADED = 2;

    static final int LIFE = 1;
    static final int SNAPSHOT = 2;
    static final int EVENTS = 3;
    static final int RELOAD = 4;

    static final int AT_VERSION = 4;
    static final int AT_TYPE = 5;
    static final int AT_PART = 6;
    static final int AT_PARTS = 8;
    static final int AT_GENERATION = 10;
    static final int AT_CRC = 12;
    static final int AT_BOOT = 16;
    static final int AT_BLOCK = 32;
    static final int AT_TIME = 40;
    static final int AT_WALL = 48;
    static final int AT_DECISIONS = 56;
    static final int HEADER = 64;

    /** Of a frame, in bytes. */
    static final int FRAME = 60 << 10;
    static final int PAYLOAD = FRAME - HEADER;
    static final int MOST_PARTS = 4_096;
    static final int HASH = 32;

    static final int TIME_CHANGES = 0x40;
    static final int SCOPE_CHANGES = 0x80;
    static final int KIND = 0x3F;
    static final int INTENTS_LOST = 61;
    static final int SCOPE = 62;
    static final int GUARD = 63;

    static final int NUMBER = 1;
    static final int A = 1 << 1;
    static final int B = 1 << 2;
    static final int C = 1 << 3;
    static final int CODE = 1 << 4;
    static final int TEXT = 1 << 5;
    static final int ACTOR = 1 << 6;

    /** Longer actors are cut, in bytes of UTF-8. */
    static final int MAX_ACTOR = 256;
    /** The longest entry is shorter than this, in bytes. */
    static final int MAX_ENTRY = 1_024;

    private InputLayout()
    {
    }
}
