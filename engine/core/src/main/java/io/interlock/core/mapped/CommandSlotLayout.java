package io.interlock.core.mapped;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The layout of the command slot within the header of {@code gate.dat}, 1,024 bytes. A client takes it from FREE by compare-and-set,
 * fills it and says REQUESTED; the engine takes it from there, and says ANSWERED; the client reads that and says FREE.
 * <pre>
 *   +0   state (long)            +8  request's id     +16 client's pid
 *   +24  command's code (int)    +28 cause's code (int)
 *   +32  bytes of scope (int)    +36 of actor (int)   +40 of reason (int)
 *   +64  scope, 128 bytes        +192 actor           +320 reason
 *   +448 accepted (int)          +452 level's code (int)   +456 timed out (int)   +460 bytes of the message (int)
 *   +464 message, 256 bytes
 *   +720 bytes of the token (int)     +728 token, 256 bytes   +984 the request's id again
 * </pre>
 * The token is only there from REQUESTED until the engine has taken it, which overwrites it with zeros; so does a client that withdraws. It
 * counts only beside its own request's id, which every client has always written: one that a dead client left behind is not taken for that
 * of a client that knows no tokens. An engine that knows none leaves these bytes alone, so the layout of the file has no new version.
 */
final class CommandSlotLayout
{
    static final int SIZE = 1024;
    static final int STATE = 0;
    static final int ID = 8;
    static final int PID = 16;
    static final int COMMAND = 24;
    static final int CAUSE = 28;
    static final int SCOPE_LENGTH = 32;
    static final int ACTOR_LENGTH = 36;
    static final int REASON_LENGTH = 40;
    static final int SCOPE = 64;
    static final int ACTOR = 192;
    static final int REASON = 320;
    static final int TEXT = 128;
    static final int ACCEPTED = 448;
    static final int LEVEL = 452;
    static final int TIMED_OUT = 456;
    static final int MESSAGE_LENGTH = 460;
    static final int MESSAGE = 464;
    static final int MESSAGE_SIZE = 256;
    static final int TOKEN_LENGTH = 720;
    static final int TOKEN = 728;
    static final int TOKEN_SIZE = 256;
    static final int TOKEN_ID = 984;

    static final int REFUSED = 0;
    static final int CARRIED_OUT = 1;
    /** A second person is waited for. A client that does not know it takes it for a refusal, and prints the message. */
    static final int PENDING = 2;

    static final long FREE = 0;
    static final long WRITING = 1;
    static final long REQUESTED = 2;
    static final long EXECUTING = 3;
    static final long ANSWERED = 4;

    private CommandSlotLayout()
    {
    }

    /** Overwrites the token. */
    static void wipe(final UnsafeBuffer slot)
    {
        slot.setMemory(TOKEN_LENGTH, SIZE - TOKEN_LENGTH, (byte)0);
    }
}
