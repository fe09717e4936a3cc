package io.interlock.core.port;

/**
 * A reload of the configuration as it is recorded among the inputs. Immutable.
 *
 * @param config  what holds from then on; empty texts where the reload is announced only.
 * @param actor   who.
 * @param reason  why; empty where none was given.
 * @param message what changes, for people.
 */
public record ReloadInput(Text config, String actor, String reason, String message)
{
    /**
     * A configuration in words.
     *
     * @param yaml as {@code ConfigYaml} writes it: a replay reads it back.
     * @param hash SHA-256 as 64 hexadecimal digits, as the journal's records carry it.
     */
    public record Text(String yaml, String hash)
    {
        /** None. */
        public static final Text NONE = new Text("", "");
    }

    /**
     * Whether nothing has changed yet.
     *
     * @return false: it was carried out.
     */
    public boolean announces()
    {
        return config.yaml().isEmpty();
    }
}
