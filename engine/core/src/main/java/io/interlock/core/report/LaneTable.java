package io.interlock.core.report;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All reporters' lanes. Their headers lie side by side, so that looking for lanes that changed reads memory in a row.
 *
 * <p>Threading: lanes are added on any thread, read by the breaker thread.
 */
public final class LaneTable
{
    private static final int SLAB = 64;

    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private UnsafeBuffer slab;

    /** Empty. */
    public LaneTable()
    {
        // Grows with the reporters.
    }

    /**
     * Makes a reporter's lane.
     *
     * @param scopeId whose reports it counts.
     * @param shared  whether several threads may add at once.
     * @param alertNs the latency from which on a sample is no longer healthy.
     * @return never removed: what it holds counts though its thread has died.
     */
    public synchronized Lane create(final int scopeId, final boolean shared, final long alertNs)
    {
        final int index = lanes.size();
        if (index % SLAB == 0)
        {
            slab = new UnsafeBuffer(BufferUtil.allocateDirectAligned(SLAB * LaneLayout.HEADER, LaneLayout.HEADER));
        }
        final UnsafeBuffer header = new UnsafeBuffer(slab, index % SLAB * LaneLayout.HEADER, LaneLayout.HEADER);
        final Lane lane = new Lane(header, index, scopeId, shared, alertNs);
        lanes.add(lane);
        return lane;
    }

    /**
     * All lanes.
     *
     * @return in order of creation.
     */
    public List<Lane> all()
    {
        return lanes;
    }
}
