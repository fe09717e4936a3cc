package io.interlock.cli.demo;

import io.interlock.cli.replay.RecordingInput;
import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Level;
import io.interlock.journal.replay.Progress;
import io.interlock.journal.replay.Replay;
import io.interlock.journal.replay.ReplayResult;
import io.interlock.journal.replay.Timeline;
import io.interlock.journal.replay.WhatIf;
import io.interlock.journal.replay.WhatIfResult;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the recording of the demo's inputs says when it is judged again: as it was, and under the thresholds of the preset
 * {@code conservative}. Immutable.
 *
 * @param events     that were judged again.
 * @param equal      decisions that came out the same in every field.
 * @param difference the first; null where there is none.
 * @param whatIf     the other course, for a person.
 */
record ReplayAudit(long events, long equal, String difference, String whatIf)
{
    /** The demo's own settings over that preset, left in the directory for whoever wants to ask again. */
    static final String WHAT_IF = "what-if-conservative.yaml";

    static ReplayAudit of(final Path directory, final BreakerConfig conservative) throws IOException
    {
        try (FrameSource inputs = RecordingInput.inputs(directory); FrameSource journal = RecordingInput.journal(directory);
            FrameSource again = RecordingInput.journal(directory); FrameSource once = RecordingInput.inputs(directory))
        {
            final ReplayResult result = Replay.run(inputs, journal, again, RecordingInput::config, Progress.NONE);
            final WhatIfResult other = WhatIf.run(once, conservative, RecordingInput::config, Progress.NONE);
            return new ReplayAudit(result.events(), result.equal(), result.first() == null ? null
                : "decision " + result.first().sequence() + ": " + result.first().field(), words(other));
        }
    }

    private static String words(final WhatIfResult result)
    {
        final Timeline was = result.recorded().get("");
        final Timeline would = result.other().get("");
        return Words.format("%d transitions instead of %d, %.1f s at HALT instead of %.1f s; of %d orders %d more refused",
            would.count(), was.count(), would.inLevelNs(Level.HALT) / 1e9, was.inLevelNs(Level.HALT) / 1e9, result.orders().asked(),
            result.orders().newlyRefused());
    }

    boolean isEqual()
    {
        return difference == null && equal > 0;
    }

    Kept kept()
    {
        return new Kept("demo", "the recorded inputs, judged again, give the same decisions", isEqual(), difference != null ? difference
            : Words.format("%d decisions of %d events are equal in every field", equal, events));
    }
}
