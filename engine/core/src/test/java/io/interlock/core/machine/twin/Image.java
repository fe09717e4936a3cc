package io.interlock.core.machine.twin;

import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.StateSink;
import io.interlock.core.machine.StateSource;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a machine was saved as, in memory: to be compared, loaded again, or spoilt first.
 *
 * <p>Threading: one test thread.
 */
public final class Image implements StateSink
{
    private final List<String> names = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * A machine as it is.
     *
     * @param machine between two events.
     * @return a copy of its state.
     */
    public static Image of(final BreakerStateMachine machine)
    {
        final Image image = new Image();
        machine.save(image);
        return image;
    }

    @Override
    public void number(final String name, final long value)
    {
        names.add(name);
        values.add(value);
    }

    @Override
    public void text(final String name, final String value)
    {
        names.add(name);
        values.add(value);
    }

    /**
     * What its fields are called.
     *
     * @return in order.
     */
    public List<String> names()
    {
        return List.copyOf(names);
    }

    /**
     * One of its numbers.
     *
     * @param name of the field.
     * @return the first of that name.
     */
    public long number(final String name)
    {
        return (long)values.get(names.indexOf(name));
    }

    /**
     * A copy with one number in another's place.
     *
     * @param name  of the field: the first of that name.
     * @param value instead.
     * @return the copy.
     */
    public Image with(final String name, final long value)
    {
        final Image copy = new Image();
        copy.names.addAll(names);
        copy.values.addAll(values);
        copy.values.set(names.indexOf(name), value);
        return copy;
    }

    /**
     * Where this differs from another.
     *
     * @param other an image of the same scopes.
     * @return null where it does not.
     */
    public String difference(final Image other)
    {
        if (!names.equals(other.names))
        {
            return "other fields: " + names + " and " + other.names;
        }
        for (int i = 0; i < values.size(); i++)
        {
            if (!values.get(i).equals(other.values.get(i)))
            {
                return names.get(i) + " of " + values.get(i) + " and " + other.values.get(i);
            }
        }
        return null;
    }

    /**
     * To load a machine from.
     *
     * @return from the beginning.
     */
    public StateSource source()
    {
        return new StateSource()
        {
            private int at;

            @Override
            public long number()
            {
                return next(Long.class);
            }

            @Override
            public String text()
            {
                return next(String.class);
            }

            private <T> T next(final Class<T> type)
            {
                if (at == values.size() || !type.isInstance(values.get(at)))
                {
                    throw new IllegalArgumentException("no " + type.getSimpleName() + " at " + at);
                }
                return type.cast(values.get(at++));
            }

            @Override
            public int remaining()
            {
                return values.size() - at;
            }
        };
    }
}
