package io.interlock.host.sim;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What becomes of the files of a process that has died, before the next one looks at them. Of what can be damaged by something else than
 * the death itself, one thing at most is: two at once may lose what only they knew.
 *
 * <p>Threading: one thread.
 */
final class Ruin
{
    private static final int SECTOR = 512;

    private final World world;
    private final World.Wreck left;
    private final SplittableRandom random;

    /** What something else than the death has damaged. */
    private enum Damage
    {
        NONE, GATES, STATE, JOURNAL
    }

    Ruin(final World world, final World.Wreck left)
    {
        this.world = world;
        this.left = left;
        random = left.random();
    }

    /** Gives what must come back. */
    Expected ruin()
    {
        final SimDisk disk = world.disk();
        if (left.power())
        {
            disk.losePower(random);
            tearGates(left.gates());
        }
        else
        {
            if (world.files() == null && random.nextInt(3) == 0)
            {
                disk.tearTail(random);
            }
            disk.settle();
            // As it was at that moment, whatever has run out since.
            world.writeGates(left.gates());
        }
        // Where the start before could not be journaled, the gates' file alone knows what it brought back.
        final Damage damage = world.files() == null && world.life().keptAtStart() ? damage() : Damage.NONE;
        if (!left.power() && damage != Damage.GATES)
        {
            return new Expected(left.shown(), left.kept(), false);
        }
        return new Expected(damage == Damage.JOURNAL ? left.acknowledged() : left.durable(), Map.of(), false);
    }

    private Damage damage()
    {
        switch (random.nextInt(10))
        {
            case 0 ->
            {
                final byte[] bytes = left.gates().clone();
                // The count of scopes, or what a scope was.
                bytes[random.nextBoolean() ? 64 + random.nextInt(8) : 4096 + random.nextInt(8)] ^= (byte)(1 << random.nextInt(8));
                world.writeGates(bytes);
                return Damage.GATES;
            }
            case 1 ->
            {
                if (world.disk().state().lose())
                {
                    world.counts().hit(FaultPoint.STATE_FILE_LOST);
                }
                return Damage.STATE;
            }
            case 2 ->
            {
                return world.disk().rot(random) ? Damage.JOURNAL : Damage.NONE;
            }
            case 3, 4 ->
            {
                return world.disk().cut(random) ? Damage.JOURNAL : Damage.NONE;
            }
            default ->
            {
                return Damage.NONE;
            }
        }
    }

    private void tearGates(final byte[] now)
    {
        final byte[] forced = world.life().gatesAtStart();
        final byte[] left = forced.clone();
        for (int at = 0; at < left.length; at += SECTOR)
        {
            if (random.nextBoolean())
            {
                System.arraycopy(now, at, left, at, Math.min(SECTOR, left.length - at));
            }
        }
        if (!Arrays.equals(left, now) && !Arrays.equals(left, forced))
        {
            world.counts().hit(FaultPoint.GATE_FILE_TORN);
        }
        world.writeGates(left);
    }
}
