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
        final int scope = event.scopeId();
        begin(event.kind().ordinal() | (scope == lastScope ? 0 : InputLayout.SCOPE_CHANGES), timeNs, wallMs);
        if (scope != lastScope)
        {
            packer.varint(scope);
            lastScope = scope;
        }
        final long a = Double.doubleToRawLongBits(event.a());
        final long b = Double.doubleToRawLongBits(event.b());
        final long c = Double.doubleToRawLongBits(event.c());
        final int mask = (event.number() == 0 ? 0 : InputLayout.NUMBER) | (a == 0 ? 0 : InputLayout.A) | (b == 0 ? 0 : InputLayout.B)
            | (c == 0 ? 0 : InputLayout.C) | (event.code() == 0 ? 0 : InputLayout.CODE)
            | (event.textLength() == 0 ? 0 : InputLayout.TEXT) | (actor == null ? 0 : InputLayout.ACTOR);
        packer.octet(mask);
        if (event.number() != 0)
        {
            packer.zigzag(event.number());
        }
        if ((mask & (InputLayout.A | InputLayout.B | InputLayout.C)) != 0)
        {
            decimals(a, b, c);
        }
        if ((mask & (InputLayout.CODE | InputLayout.TEXT | InputLayout.ACTOR)) != 0)
        {
            words(event, actor);
        }
        end();
    }

    private void decimals(final long a, final long b, final long c)
    {
        if (a != 0)
        {
            packer.fixed(a);
        }
        if (b != 0)
        {
            packer.fixed(b);
        }
        if (c != 0)
        {
            packer.fixed(c);
        }
    }

    private void words(final InputEvent event, final String actor)
    {
        if (event.code() != 0)
        {
            packer.varint(event.code());
        }
        if (event.textLength() != 0)
        {
            packer.varint(event.textLength());
            event.copyText(block.bytes, packer.skip(event.textLength()));
        }
        if (actor != null)
        {
            packer.text(actor, InputLayout.MAX_ACTOR);
        }
    }

    /** No time of its own: it is that of the entry before. */
    void scope(final int id, final int parentId, final String path)
    {
        begin(InputLayout.SCOPE, lastNs, lastMs);
        packer.varint(id);
        packer.varint(parentId);
        packer.text(path, InputLayout.MAX_ACTOR);
        end();
    }

    void guard(final long bits, final long timeNs, final long wallMs)
    {
        begin(InputLayout.GUARD, timeNs, wallMs);
        packer.varint(bits);
        end();
    }

    void intentsLost(final long count, final long timeNs, final long wallMs)
    {
        begin(InputLayout.INTENTS_LOST, timeNs, wallMs);
        packer.varint(count);
        end();
    }

    private void begin(final int head, final long timeNs, final long wallMs)
    {
        packer.to(block.bytes, block.end);
        if (timeNs == lastNs && wallMs == lastMs)
        {
            packer.octet(head);
            return;
        }
        packer.octet(head | InputLayout.TIME_CHANGES);
        final long passedNs = timeNs - lastNs;
        packer.varint(passedNs);
        packer.zigzag(wallMs - lastMs - passedNs / MS);
        lastNs = timeNs;
        lastMs = wallMs;
    }

    private void end()
    {
        block.end = packer.at();
        block.events++;
    }
}
