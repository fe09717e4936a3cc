package io.interlock.config;

/**
 * One key of a notification channel: the only place that says what it is called, what it may hold and what it means.
 *
 * @param name     for example {@code host}.
 * @param kind     one value, several, a secret, or what may be one.
 * @param type     how a value (of a list: an item) is read and written; null for a secret.
 * @param required whether a channel must have it.
 * @param standard what holds where it is left out; empty: nothing.
 * @param meaning  one sentence for the reference.
 */
record ChannelKey(String name, Kind kind, ValueType<?> type, boolean required, String standard, String meaning)
{
    /** How a key is written. */
    enum Kind
    {
        /** One value. */
        ONE,
        /** One value, or a reference to a secret where it is one itself: an address that lets in whoever knows it. */
        ADDRESS,
        /** A list of at least one value. */
        LIST,
        /** A reference to a secret: <code>key: ${NAME}</code> or <code>key-file: /absolute/path</code>. */
        SECRET
    }

    /** What the name of a secret ends with where its value is the path of a file. */
    static final String FILE = "-file";

    boolean secret()
    {
        return kind == Kind.SECRET;
    }

    /** Whether it is a secret, or may be written as one. */
    boolean referable()
    {
        return kind == Kind.SECRET || kind == Kind.ADDRESS;
    }

    /** The same key with something else where it is left out. */
    ChannelKey withStandard(final String other)
    {
        return new ChannelKey(name, kind, type, required, other, meaning);
    }

    /** What is allowed, for messages and for the reference. */
    String allowed()
    {
        return switch (kind)
        {
            case ONE -> type.allowed();
            case ADDRESS -> type.allowed() + ", or, where it is a secret itself, " + reference();
            case LIST -> "a list, each item " + type.allowed();
            case SECRET -> reference();
        };
    }

    private String reference()
    {
        return name + ": ${NAME} for an environment variable, or " + name + FILE + ": /absolute/path";
    }

    /** A text as the type writes its value. */
    String canonical(final String text) throws BadValueException
    {
        return canonical(type, text);
    }

    private static <T> String canonical(final ValueType<T> type, final String text) throws BadValueException
    {
        return type.write(type.read(text));
    }
}
