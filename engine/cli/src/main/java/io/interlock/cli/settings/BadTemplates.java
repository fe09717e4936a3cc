package io.interlock.cli.settings;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigError;
import io.interlock.config.ConfigExplanation;
import io.interlock.notify.kit.WordsKit;
import io.interlock.notify.words.TemplateException;
import java.nio.file.Path;
import java.util.List;

/** Tries the templates that a configuration names. Threading: stateless. */
public final class BadTemplates
{
    private static final String KEY = "notifications.templates";

    private BadTemplates()
    {
    }

    /**
     * Everything that is wrong with them.
     *
     * @param file   the configuration was loaded from.
     * @param config as it was loaded.
     * @return each with the place in the configuration, then the template's own file and line; empty where all can be used.
     */
    public static List<ConfigError> of(final Path file, final BreakerConfig config)
    {
        try
        {
            WordsKit.words(config, "");
            return List.of();
        }
        catch (final TemplateException bad)
        {
            return bad.errors().stream().map(error -> ConfigExplanation.error(file, System::getenv, KEY, error)).toList();
        }
    }
}
