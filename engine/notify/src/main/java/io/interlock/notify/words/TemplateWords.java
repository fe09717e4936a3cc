package io.interlock.notify.words;

import com.samskivert.mustache.MustacheException;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Draft;
import io.interlock.notify.Notification;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's words where there is a template for them, ours elsewhere. A template that fails at run time is counted and named in the log
 * once, and our words go out: a message is never lost for want of a template.
 *
 * <p>Threading: one thread; {@link #failures} from any.
 */
public final class TemplateWords implements Wording
{
    private static final Logger LOG = LoggerFactory.getLogger(TemplateWords.class);
    private static final int LONGEST_REASON = 300;

    private final Templates templates;
    private final PlainWords plain;
    private final Set<String> told = new HashSet<>();
    private volatile long failures;

    /**
     * Words by templates.
     *
     * @param templates a user's.
     * @param plain     ours.
     */
    public TemplateWords(final Templates templates, final PlainWords plain)
    {
        this.templates = Objects.requireNonNull(templates, "templates");
        this.plain = Objects.requireNonNull(plain, "plain");
    }

    @Override
    public Notification words(final Draft draft)
    {
        final Notification ours = plain.words(draft);
        final String title = part(ours, Slot.Part.TITLE, ours.title());
        // Whatever a template makes of it: nobody is to take a drill for real.
        final boolean unmarked = Titles.isDrill(draft) && !title.startsWith(Titles.DRILL);
        return new Notification(draft, unmarked ? CleanText.line(Titles.DRILL + title, Titles.LONGEST) : title,
            part(ours, Slot.Part.TEXT, ours.text()), part(ours, Slot.Part.HTML, ours.html()), ours.runbook());
    }

    private String part(final Notification ours, final Slot.Part part, final String fallback)
    {
        final OneTemplate template = templates.find(ours.draft(), part);
        if (template == null)
        {
            return fallback;
        }
        try
        {
            return template.apply(Templates.values(plain, ours, part));
        }
        catch (final MustacheException | IllegalStateException failed)
        {
            failed(template, failed);
            return fallback;
        }
    }

    private void failed(final OneTemplate template, final RuntimeException failed)
    {
        failures = failures + 1;
        if (told.add(template.fileName()))
        {
            LOG.warn("the template {} failed, so our own words are sent: {}", template.fileName(),
                CleanText.line(failed.getMessage(), LONGEST_REASON));
        }
    }

    /**
     * How often a template has failed since the start.
     *
     * @return from 0.
     */
    public long failures()
    {
        return failures;
    }
}
