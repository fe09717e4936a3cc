package io.interlock.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The presets of SEMANTICS 6, which are resources of this module. Threading: any thread; a preset is read once. */
final class Presets
{
    static final List<String> NAMES = List.of("default", "conservative", "aggressive", "production");

    private static final Map<String, Layer> LAYERS = new ConcurrentHashMap<>();

    private Presets()
    {
    }

    /** What a preset sets: every key but {@code preset} itself. Not changed by anyone after it was read. */
    static Layer layer(final String name)
    {
        if (!NAMES.contains(name))
        {
            final String hint = DidYouMean.hint(name, NAMES) + "; there are " + String.join(", ", NAMES);
            throw new IllegalArgumentException("'" + ConfigError.shown(name) + "' is not a preset" + hint);
        }
        return LAYERS.computeIfAbsent(name, Presets::read);
    }

    private static Layer read(final String name)
    {
        final ErrorList errors = new ErrorList();
        final Layer layer = new Layer(null);
        final SectionReader reader = new SectionReader(Origin.Kind.PRESET, name, (variable) -> null, errors);
        new YamlText("preset-" + name + ".yaml", text(name), errors).compose().ifPresent((root) -> reader.section(root, layer));
        errors.conclude();
        layer.put(new Setting<>(ConfigSchema.PRESET, name, new Origin(Origin.Kind.PRESET, name, 0, 0, null)));
        for (final ConfigKey<?> key : ConfigSchema.keys())
        {
            if (layer.get(key) == null)
            {
                throw new IllegalStateException("the preset " + name + " does not set " + key);
            }
        }
        return layer;
    }

    private static String text(final String name)
    {
        final String resource = "preset-" + name + ".yaml";
        try (InputStream stream = Presets.class.getResourceAsStream(resource))
        {
            if (stream == null)
            {
                throw new IllegalStateException("the resource " + resource + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }
}
