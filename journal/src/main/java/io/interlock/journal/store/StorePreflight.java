package io.interlock.journal.store;

import java.util.ArrayList;
import java.util.List;

/** Names the JVM flags that Chronicle needs and this JVM lacks, before one of its classes is touched. Threading: any thread. */
public final class StorePreflight
{
    private static final String FOR_ALL = "=ALL-UNNAMED";

    private StorePreflight()
    {
    }

    /**
     * Looks at each flag.
     *
     * @throws IllegalStateException naming every one that is missing.
     */
    public static void check()
    {
        final List<String> missing = missing();
        if (!missing.isEmpty())
        {
            throw new IllegalStateException("this JVM was started without flags that Interlock's journal needs; start it with\n  "
                + String.join("\n  ", missing) + "\n(or java @interlock.jvmargs, which holds all flags; an executable jar: Add-Opens in its"
                + " manifest)");
        }
    }

    /**
     * What this JVM lacks.
     *
     * @return the flags, empty where it has all.
     */
    public static List<String> missing()
    {
        final Module base = Object.class.getModule();
        final Module mine = StorePreflight.class.getModule();
        final List<String> missing = new ArrayList<>();
        for (final String opened : new String[] {"java.lang.reflect", "sun.nio.ch"})
        {
            if (!base.isOpen(opened, mine))
            {
                missing.add("--add-opens java.base/" + opened + FOR_ALL);
            }
        }
        if (!base.isExported("jdk.internal.ref", mine))
        {
            missing.add("--add-exports java.base/jdk.internal.ref" + FOR_ALL);
        }
        return missing;
    }
}
