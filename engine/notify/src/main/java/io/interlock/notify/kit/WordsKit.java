package io.interlock.notify.kit;

import io.interlock.config.BreakerConfig;
import io.interlock.notify.words.PlainWords;
import io.interlock.notify.words.TemplateException;
import io.interlock.notify.words.TemplateWords;
import io.interlock.notify.words.Templates;
import io.interlock.notify.words.Wording;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The words that a configuration asks for. Threading: stateless. */
public final class WordsKit
{
    private WordsKit()
    {
    }

    /**
     * Ours, or by the templates of {@code notifications.templates}.
     *
     * @param config    as it was loaded.
     * @param directory the engine's, for the commands in a message; empty: a placeholder is said.
     * @return gives words.
     * @throws TemplateException everything that is wrong with the templates.
     */
    public static Wording words(final BreakerConfig config, final String directory) throws TemplateException
    {
        return words(() -> config, config, directory);
    }

    /**
     * The same for an engine that may be given another configuration.
     *
     * @param inForce   the configuration of the moment.
     * @param config    of the start: the templates and the runbook's address.
     * @param directory see above.
     * @return gives words.
     * @throws TemplateException everything that is wrong with the templates.
     */
    public static Wording words(final Supplier<BreakerConfig> inForce, final BreakerConfig config, final String directory)
        throws TemplateException
    {
        final PlainWords plain = new PlainWords(inForce, config, directory);
        final String folder = config.notifications().policy().templates();
        return folder.isEmpty() ? plain : new TemplateWords(Templates.load(Path.of(folder)), plain);
    }
}
