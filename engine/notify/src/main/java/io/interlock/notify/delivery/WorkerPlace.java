package io.interlock.notify.delivery;

import java.util.HashSet;
import java.util.Set;

/**
 * Which thread works for a channel, and which ones were left behind in it since they did not come back.
 *
 * <p>Threading: under the lock of its worker.
 */
final class WorkerPlace
{
    private final Set<Thread> leftBehind = new HashSet<>();
    private Thread current;

    boolean isEmpty()
    {
        return current == null;
    }

    boolean isMine()
    {
        return current == Thread.currentThread();
    }

    /** Who works from now on; null: nobody. */
    void take(final Thread thread)
    {
        current = thread;
    }

    /** The calling thread ends. */
    void leave()
    {
        leftBehind.remove(Thread.currentThread());
        if (isMine())
        {
            current = null;
        }
    }

    /** The calling thread has come back: it takes the place where nobody has it. */
    boolean takeAgain()
    {
        leftBehind.remove(Thread.currentThread());
        if (current != null)
        {
            return false;
        }
        current = Thread.currentThread();
        return true;
    }

    void interrupt()
    {
        current.interrupt();
    }

    /** Whoever works hangs; the place is empty then. */
    void leaveBehind()
    {
        leftBehind.add(current);
        current = null;
    }

    int leftBehindCount()
    {
        return leftBehind.size();
    }
}
