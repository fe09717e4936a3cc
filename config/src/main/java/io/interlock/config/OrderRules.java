package io.interlock.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Thresholds of one cause must not fall from one level to the next (SEMANTICS 6); equal ones are allowed. Judged on what holds in each
 * scope; the error stands at the value that is more specific, since the other one was there before it. The gateway's tags must differ,
 * and the recording of inputs must keep more than the file that it writes; {@link ConsoleRules} and {@link HealthRules} have
 * those of the console and of health. Threading: one
 * thread.
 */
final class OrderRules
{
    private final ConfigDraft draft;
    private final ErrorList errors;
    private final Set<Set<Origin>> reported = new HashSet<>();

    OrderRules(final ConfigDraft draft, final ErrorList errors)
    {
        this.draft = draft;
        this.errors = errors;
    }

    void check()
    {
        checkTags();
        checkInputs();
        new ConsoleRules(draft, errors).check();
        new HealthRules(draft, errors).check();
        for (final String path : draft.sections())
        {
            for (final List<ConfigKey<? extends Number>> rising : ConfigSchema.RISING)
            {
                for (int i = 1; i < rising.size(); i++)
                {
                    check(draft.effective(path, rising.get(i - 1)), draft.effective(path, rising.get(i)));
                }
            }
        }
    }

    /** One tag can't carry two things. */
    private void checkTags()
    {
        final Setting<Integer> confidence = draft.effective(ConfigSchema.GATEWAY_CONFIDENCE_TAG);
        final Setting<Integer> price = draft.effective(ConfigSchema.GATEWAY_PRICE_TAG);
        if (!confidence.broken() && !price.broken() && confidence.value().equals(price.value()))
        {
            final boolean blameConfidence = confidence.origin().rank() > price.origin().rank();
            final Setting<?> blamed = blameConfidence ? confidence : price;
            final String message = "'" + blamed.shown() + "' is " + (blameConfidence ? price : confidence).key() + " already";
            errors.add(blamed.origin().error(blamed.key().name(), blamed.shown(), message, "allowed is another tag"));
        }
    }

    /** Else each new file would have the one before it deleted, and a replay would begin with nothing. What the presets keep is enough. */
    private void checkInputs()
    {
        final Setting<Integer> kept = draft.effective(ConfigSchema.JOURNAL_INPUTS_KEEP_MIB);
        final Setting<Integer> rolled = draft.effective(ConfigSchema.JOURNAL_INPUTS_ROLL_MIB);
        if (!kept.broken() && !rolled.broken() && kept.value() < 2 * rolled.value())
        {
            final String message = "'" + kept.shown() + "' is below twice " + rolled.key() + ", which is " + rolled.shown() +
                " (" + rolled.origin().describe() + ")";
            errors.add(kept.origin().error(kept.key().name(), kept.shown(), message, "allowed is at least " + 2 * rolled.value()));
        }
    }

    private void check(final Setting<? extends Number> lower, final Setting<? extends Number> higher)
    {
        if (lower.broken() || higher.broken() || lower.value().longValue() <= higher.value().longValue())
        {
            return;
        }
        final boolean blameLower = lower.origin().rank() > higher.origin().rank();
        final Setting<?> blamed = blameLower ? lower : higher;
        final Setting<?> other = blameLower ? higher : lower;
        // A scope that inherits both values would only say the same again.
        if (reported.add(Set.of(at(blamed), at(other))))
        {
            final String relation = blameLower ? "is above " : "is below ";
            final String message = "'" + blamed.shown() + "' " + relation + other.key() + ", which is " + other.shown() +
                " (" + other.origin().describe() + ")";
            final String allowed = "allowed is " + (blameLower ? "at most " : "at least ") + other.shown();
            errors.add(blamed.origin().error(blamed.key().name(), blamed.shown(), message, allowed));
        }
    }

    // Presets and code have no lines: the key stands in for the place.
    private static Origin at(final Setting<?> setting)
    {
        final Origin origin = setting.origin();
        return new Origin(origin.kind(), origin.name() + " " + setting.key(), origin.line(), origin.column(), origin.section());
    }
}
