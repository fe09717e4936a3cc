package io.interlock.journal.report;

import io.interlock.config.BreakerConfig;
import io.interlock.journal.verify.Verification;

/**
 * What a report shows, gathered in bounded memory however long the journal is: filled by a {@link JournalFeed}, then, where inputs were
 * recorded, by an {@link InputFeed}, then read by the {@link ReportPage}.
 *
 * <p>Threading: one thread.
 */
public final class ReportData
{
    private static final int TRANSITIONS_FIRST = 200;
    private static final int TRANSITIONS_LAST = 300;
    private static final int COMMANDS_FIRST = 80;
    private static final int COMMANDS_LAST = 120;
    private static final int REMARKS_EACH = 100;

    private final About about;
    private final ReportRange range;
    private final ScopeBook scopes = new ScopeBook();
    private final LifeBook lives = new LifeBook();
    private final Rows<TransitionRow> transitions = new Rows<>(TRANSITIONS_FIRST, TRANSITIONS_LAST);
    private final Rows<CommandRow> commands = new Rows<>(COMMANDS_FIRST, COMMANDS_LAST);
    private final Rows<Remark> remarks = new Rows<>(REMARKS_EACH, REMARKS_EACH);
    private final Rows<Remark> findings = new Rows<>(REMARKS_EACH, REMARKS_EACH);
    private final ActionBook actions = new ActionBook();
    private final NoticeBook notices = new NoticeBook();
    private final IssueBook issues = new IssueBook();
    private final SeriesBook inputs = new SeriesBook();
    private final SeriesBook samples = new SeriesBook();
    private long records;
    private long refused;
    private long damage;
    private long told;
    private Verification verification;
    private boolean inputsGiven;
    private String expected;
    private BreakerConfig config;

    /**
     * What the report is of, and who made it.
     *
     * @param source  in words, for example the directory.
     * @param program name and version.
     * @param madeMs  wall time, milliseconds since 1970.
     * @param why     for example that a scope reached SHUTDOWN; empty where somebody just asked.
     */
    public record About(String source, String program, long madeMs, String why)
    {
    }

    /**
     * Empty.
     *
     * @param about what it is of.
     * @param range what of it is asked for.
     */
    public ReportData(final About about, final ReportRange range)
    {
        this.about = about;
        this.range = range;
    }

    /**
     * Thresholds to be drawn.
     *
     * @param value of the life that mattered; null for none. Replaces the one before.
     */
    public void config(final BreakerConfig value)
    {
        config = value;
    }

    /**
     * A transition that ought to be there: it was told, and may not be kept yet.
     *
     * @param transitionId as {@link io.interlock.core.port.TransitionEvent#id()} has it.
     */
    public void expect(final String transitionId)
    {
        expected = transitionId;
    }

    /**
     * Whether what was expected is there.
     *
     * @return true too where nothing was.
     */
    public boolean isComplete()
    {
        return expected == null;
    }

    void transition(final TransitionRow row)
    {
        transitions.add(row);
        if (row.id().equals(expected))
        {
            expected = null;
        }
    }

    /**
     * Wall time of the first record that is in the report, once the journal was read.
     *
     * @return milliseconds since 1970; 0 where there is no record.
     */
    public long startMs()
    {
        return scopes.startMs();
    }

    /**
     * Wall time of the last record that is in the report, once the journal was read.
     *
     * @return milliseconds since 1970; 0 where there is no record.
     */
    public long endMs()
    {
        return scopes.endMs();
    }

    /**
     * From when to when the journal reaches, whatever of it is in the report.
     *
     * @return in words; empty where there is no record.
     */
    public String reach()
    {
        return lives.last() == null ? ""
            : "from " + Shown.time(lives.firstMs()) + " to " + Shown.time(lives.last().lastMs()) + " UTC";
    }

    /**
     * How many records are in the report.
     *
     * @return 0 where none is asked for, or there is none.
     */
    public long records()
    {
        return records;
    }

    /**
     * What the verification of the whole journal found.
     *
     * @return null before the journal was read.
     */
    public Verification verification()
    {
        return verification;
    }

    /**
     * Whether nothing of the journal is missing or other than it was written, as far as that can be told with the key that was given.
     *
     * @return true too before the journal was read.
     */
    public boolean isWhole()
    {
        return damage() == 0;
    }

    void verification(final Verification found)
    {
        verification = found;
    }

    /** Inputs were given, be it none: that none are shown is not for want of a recording. */
    void inputsGiven()
    {
        inputsGiven = true;
    }

    boolean isInputsGiven()
    {
        return inputsGiven;
    }

    void remark(final Remark remark)
    {
        final boolean found = remark.kind().equals(Remark.UNREADABLE);
        damage += found ? 1 : 0;
        told += remark.damage() && !found ? 1 : 0;
        remarks.add(remark);
    }

    /** Gaps and damage that the journal's own records tell of: its chain is whole all the same, and something may be missing in it. */
    long told()
    {
        return told;
    }

    /** Of the verification: counted there. */
    void finding(final Remark finding)
    {
        damage += finding.damage() ? 1 : 0;
        findings.add(finding);
    }

    /** Places where something cannot be read, is missing, or is not as it was written. */
    long damage()
    {
        return damage + (verification == null ? 0 : verification.more());
    }

    void countCommand(final boolean done)
    {
        refused += done ? 0 : 1;
    }

    /** Commands that were refused. */
    long refused()
    {
        return refused;
    }

    void countRecord()
    {
        records++;
    }

    About about()
    {
        return about;
    }

    ReportRange range()
    {
        return range;
    }

    BreakerConfig config()
    {
        return config;
    }

    ScopeBook scopes()
    {
        return scopes;
    }

    LifeBook lives()
    {
        return lives;
    }

    Rows<TransitionRow> transitions()
    {
        return transitions;
    }

    Rows<CommandRow> commands()
    {
        return commands;
    }

    Rows<Remark> remarks()
    {
        return remarks;
    }

    Rows<Remark> findings()
    {
        return findings;
    }

    ActionBook actions()
    {
        return actions;
    }

    NoticeBook notices()
    {
        return notices;
    }

    IssueBook issues()
    {
        return issues;
    }

    /** By the recorded inputs. */
    SeriesBook inputs()
    {
        return inputs;
    }

    /** By the engine's own samples in the journal. */
    SeriesBook samples()
    {
        return samples;
    }
}
