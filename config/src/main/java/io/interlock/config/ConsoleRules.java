package io.interlock.config;

/** What the keys of the console ask of each other. Threading: one thread. */
final class ConsoleRules
{
    private final ConfigDraft draft;
    private final ErrorList errors;

    ConsoleRules(final ConfigDraft draft, final ErrorList errors)
    {
        this.draft = draft;
        this.errors = errors;
    }

    void check()
    {
        final Setting<String> certificate = draft.effective(ConfigSchema.CONSOLE_CERTIFICATE);
        final Setting<String> key = draft.effective(ConfigSchema.CONSOLE_KEY);
        if (certificate.broken() || key.broken())
        {
            return;
        }
        if (certificate.value().isEmpty() != key.value().isEmpty())
        {
            final Setting<String> given = certificate.value().isEmpty() ? key : certificate;
            final Setting<String> missing = given == key ? certificate : key;
            errors.add(given.origin().error(given.key().name(), given.shown(), "needs " + missing.key() + " too", "give both or neither"));
            return;
        }
        final Setting<String> bind = draft.effective(ConfigSchema.CONSOLE_BIND);
        if (!bind.broken() && certificate.value().isEmpty() && !BindType.loopback(bind.value()))
        {
            // Tokens would cross the network in the clear.
            errors.add(bind.origin().error(bind.key().name(), bind.shown(), "'" + bind.shown() + "' is reached from other machines, and "
                + "there is no TLS", "allowed is a loopback address such as 127.0.0.1; or give console.tls: { certificate-file: ..., "
                + "key-file: ... }"));
        }
    }
}
