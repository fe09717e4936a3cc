package io.interlock.core.engine;

/** Names what the JVM lacks before anything breaks. Threading: any thread. */
final class Preflight
{
    private static final String OPEN = "--add-opens java.base/jdk.internal.misc=ALL-UNNAMED";

    private Preflight()
    {
    }

    static void check()
    {
        final Module base = Object.class.getModule();
        final boolean open = base.isOpen("jdk.internal.misc", Preflight.class.getModule());
        check(open);
    }

    static void check(final boolean open)
    {
        if (!open)
        {
            throw new EngineException("this JVM was started without a flag that Interlock's off-heap memory needs; start it with\n  "
                + OPEN + "\n(or java @interlock.jvmargs, which holds all flags; an executable jar: Add-Opens in its manifest)");
        }
    }
}
