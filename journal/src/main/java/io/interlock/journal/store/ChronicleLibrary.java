package io.interlock.journal.store;

/** Sets Chronicle up before the first of its classes is loaded: it announces nothing, reports nothing and starts no watcher. Any thread. */
final class ChronicleLibrary
{
    private static final String[] DISABLED = {
        "chronicle.announcer.disable", "chronicle.analytics.disable", "chronicle.disk.monitor.disable"};

    private ChronicleLibrary()
    {
    }

    static void prepare()
    {
        StorePreflight.check();
        for (final String property : DISABLED)
        {
            // Set, not proposed: a journal that tells an outside service is nothing that a system property should switch on.
            System.setProperty(property, "true");
        }
    }
}
