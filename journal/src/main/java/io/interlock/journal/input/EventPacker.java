package io.interlock.journal.input;

import io.interlock.core.machine.InputEvent;

/**
 * Packs entries into a block, each by what differs from the entry before (layout in {@link InputLayout}).
 *
 * <p>Threading: breaker thread only. Allocates nothing.
 */
final class EventPacker
{
    private static final long MS = 1_000_000;

    private final Packer packer = new Packer();
    private Block block;
    private long lastNs;
    private long lastMs;
    private int lastScope;

    void into(final Block value)
    {
        block = value;
        lastNs = value.timeNs;
        lastMs = value.wallMs;
        lastScope = 0;
    }

    /** Whether another entry is sure to fit. */
    boolean hasRoom()
    {
        return block.end + InputLayout.MAX_ENTRY <= block.bytes.length;
    }

    void event(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
        final byte[] bytes = block.bytes;
        final int scope = event.scopeId();
        int at = begin(event.kind().ordinal() | (scope == lastScope ? 0 : InputLayout.SCOPE_CHANGES), timeNs, wallMs);
        if (scope != lastScope)
        {
            at = Packer.varint(bytes, at, scope);
            lastScope = scope;
        }
        final long number = event.number();
        final long a = Double.doubleToRawLongBits(event.a());
        final long b = Double.doubleToRawLongBits(event.b());
        final long c = Double.doubleToRawLongBits(event.c());
        final int mask = (number == 0 ? 0 : InputLayout.NUMBER) | (a == 0 ? 0 : InputLayout.A) | (b == 0 ? 0 : InputLayout.B)
            | (c == 0 ? 0 : InputLayout.C) | (event.code() == 0 ? 0 : InputLayout.CODE)
            | (event.textLength() == 0 ? 0 : InputLayout.TEXT) | (actor == null ? 0 : InputLayout.ACTOR);
        bytes[at++] = (byte)mask;
        at = number == 0 ? at : Packer.zigzag(bytes, at, number);
        at = a == 0 ? at : Packer.fixed(bytes, at, a);
        at = b == 0 ? at : Packer.fixed(bytes, at, b);
        at = c == 0 ? at : Packer.fixed(bytes, at, c);
        at = event.code() == 0 ? at : Packer.varint(bytes, at, event.code());
        end((mask & (InputLayout.TEXT | InputLayout.ACTOR)) == 0 ? at : words(event, actor, at));
    }

    private int words(final InputEvent event, final String actor, final int from)
    {
        packer.to(block.bytes, from);
        if (event.textLength() != 0)
        {
            packer.varint(event.textLength());
            event.copyText(block.bytes, packer.skip(event.textLength()));
        }
        if (actor != null)
        {
            packer.text(actor, InputLayout.MAX_ACTOR);
        }
        return packer.at();
    }

    /** No time of its own: it is that of the entry before. */
    void scope(final int id, final int parentId, final String path)
    {
        packer.to(block.bytes, begin(InputLayout.SCOPE, lastNs, lastMs));
        packer.varint(id);
        packer.varint(parentId);
        packer.text(path, InputLayout.MAX_ACTOR);
        end(packer.at());
    }

    void guard(final long bits, final long timeNs, final long wallMs)
    {
        end(Packer.varint(block.bytes, begin(InputLayout.GUARD, timeNs, wallMs), bits));
    }

    void intentsLost(final long count, final long timeNs, final long wallMs)
    {
        end(Packer.varint(block.bytes, begin(InputLayout.INTENTS_LOST, timeNs, wallMs), count));
    }

    /** Head and time; says where the rest of the entry goes. */
    private int begin(final int head, final long timeNs, final long wallMs)
    {
        final byte[] bytes = block.bytes;
        int at = block.end;
        if (timeNs == lastNs && wallMs == lastMs)
        {
            bytes[at++] = (byte)head;
            return at;
        }
        bytes[at++] = (byte)(head | InputLayout.TIME_CHANGES);
        final long passedNs = timeNs - lastNs;
        at = Packer.varint(bytes, at, passedNs);
        at = Packer.zigzag(bytes, at, wallMs - lastMs - passedNs / MS);
        lastNs = timeNs;
        lastMs = wallMs;
        return at;
    }

    private void end(final int at)
    {
        block.end = at;
        block.events++;
    }
}
