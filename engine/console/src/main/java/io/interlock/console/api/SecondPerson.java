package io.interlock.console.api;

import io.interlock.config.BreakerConfig;
import io.interlock.console.access.AttemptLog;
import io.interlock.console.access.Persons;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.approval.Pending;
import io.interlock.console.approval.Ruling;
import io.interlock.console.approval.Subject;
import io.interlock.console.approval.TwoPersonRule;
import io.interlock.core.engine.CommandResult;
import io.interlock.core.engine.CommandRule;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.status.ScopeLook;
import io.interlock.core.status.Situation;
import io.interlock.core.text.CleanText;
import java.util.List;
import java.util.function.Supplier;

/**
 * Holds {@code recover}, {@code reset} and {@code accept} until a second person asks for the same, over HTTP and the command slot alike.
 * These three are an admin's, and what they loosen stays loose whatever the law still asks for: {@code recover} and {@code reset} pass over
 * cooldown, evidence and standing causes, {@code accept} ends a latch that nothing else ends. It is the safer reading of a law that is
 * silent on it. {@code confirm} is not held, since the law's own conditions stand before it, nor is taking an override off, which changes
 * no level: who must find a second person to take it off again thinks twice before putting it on. What tightens is never held.
 *
 * <p>Threading: any thread but a trading one; waits as long as the desk does.
 */
public final class SecondPerson implements CommandRule
{
    /** Nothing is held. */
    public static final SecondPerson NOT_NEEDED = new SecondPerson(null, null, null, null);

    static final String RECOVER = "recover";
    static final String RESET = "reset";
    static final String ACCEPT = "accept";

    private static final String SLOT = "command slot";
    private static final String UNANSWERED = "the breaker thread does not answer: nothing was asked for";
    private static final int MOST_SHOWN = 128;

    private final TwoPersonRule rule;
    private final Persons persons;
    private final Supplier<BreakerConfig> config;
    private final AttemptLog refusals;

    /**
     * What came of a request.
     *
     * @param result  what the engine said, or why it was not asked; null where a second person is waited for.
     * @param waiting what waits; null otherwise.
     * @param message for a person.
     * @param look    how the scope was; null where the breaker thread did not answer, and the result's level says nothing.
     */
    record Held(CommandResult result, Pending waiting, String message, ScopeLook look)
    {
    }

    /**
     * The rule.
     *
     * @param rule     decides; null: nothing is held.
     * @param persons  whose tokens there are.
     * @param config   what the law says of a scope now.
     * @param refusals keeps what the command slot was refused for its token.
     */
    public SecondPerson(
        final TwoPersonRule rule, final Persons persons, final Supplier<BreakerConfig> config, final AttemptLog refusals)
    {
        this.rule = rule;
        this.persons = persons;
        this.config = config;
        this.refusals = refusals;
    }

    /**
     * Whether anything is held.
     *
     * @return false where the rule is off.
     */
    public boolean isNeeded()
    {
        return rule != null;
    }

    /**
     * What waits for a second person.
     *
     * @return the oldest first.
     */
    public List<Pending> pending()
    {
        return isNeeded() ? rule.pending() : List.of();
    }

    /** See {@link TwoPersonRule#cancel}. */
    Pending cancel(final String id, final Principal who)
    {
        return isNeeded() ? rule.cancel(id, who) : null;
    }

    /** What a dry run adds; empty where nobody else is needed. */
    String dryRun(final Subject subject, final Principal who)
    {
        if (!isNeeded())
        {
            return "";
        }
        final Pending before = rule.pending().stream().filter(each -> each.subject().equals(subject)).findFirst().orElse(null);
        if (before != null && !before.asker().isSamePersonAs(who))
        {
            return "; as the second person: " + before.asker().name() + " has asked for it";
        }
        return "; a second person must ask for the same within five minutes"
            + (rule.others(who).isEmpty() ? ", and there is no other admin token" : "");
    }

    /**
     * Whether something else that loosens may be done now.
     *
     * @param granted whether it may: once, by this caller; where it then fails, both have to ask for it anew.
     * @param actor   who does it: both, where two were needed.
     * @param waiting what waits for the second person; null where it is granted, or refused and nothing was kept.
     * @param message what is missing, for a person; of a dry run what would be. Empty where nothing is.
     */
    public record Permission(boolean granted, String actor, Pending waiting, String message)
    {
    }

    /**
     * Asks whether something may be done that is not done here, such as a configuration that loosens. In its detail must be all that two
     * persons are to agree on, what it starts from among it, since no situation is compared.
     *
     * @param subject what.
     * @param reason  why; may be empty.
     * @param who     asks; an admin.
     * @param dryRun  whether only is asked what would happen: then nothing is kept, and it is granted.
     * @return granted at once where no second person is needed.
     */
    public Permission permission(final Subject subject, final String reason, final Principal who, final boolean dryRun)
    {
        if (!isNeeded() || dryRun)
        {
            return new Permission(true, who.name(), null, dryRun ? dryRun(subject, who) : "");
        }
        final Ruling ruling = rule.ask(subject, who, reason, null);
        if (ruling.kind() != Ruling.Kind.APPROVED)
        {
            final boolean waits = ruling.kind() != Ruling.Kind.REFUSED;
            return new Permission(false, who.name(), waits ? ruling.pending() : null, ruling.message());
        }
        rule.done(ruling.pending(), who, "handed on to be carried out");
        return new Permission(true, TwoPersonRule.both(ruling.pending(), who), null, "");
    }

    /** Asks for it, or carries out what another asked for. */
    Held ask(final Subject subject, final String reason, final Principal who, final OperatorDesk desk)
    {
        final ScopeLook look = desk.look(subject.scope());
        if (look == null)
        {
            return new Held(new CommandResult(false, UNANSWERED, Level.CLOSED, true), null, UNANSWERED, null);
        }
        final CommandResult judged = judged(subject, look);
        if (!judged.accepted())
        {
            return new Held(judged, null, judged.message(), look);
        }
        final Ruling ruling = rule.ask(subject, who, reason, look.situation());
        return switch (ruling.kind())
        {
            case ASKED, AWAITED -> new Held(null, ruling.pending(), ruling.message(), look);
            case REFUSED -> new Held(
                new CommandResult(false, ruling.message(), look.status().own(), false), null, ruling.message(), look);
            case APPROVED -> new Held(carriedOut(ruling.pending(), reason, who, desk), null, ruling.message(), look);
        };
    }

    /** What the engine would refuse is no request that anybody could approve. */
    private CommandResult judged(final Subject subject, final ScopeLook look)
    {
        final DryRun dry = new DryRun(config.get(), look.status());
        return switch (subject.command())
        {
            case RECOVER -> dry.recover();
            case RESET -> dry.reset();
            case ACCEPT -> dry.accept(Cause.valueOf(subject.detail()));
            default -> throw new IllegalArgumentException(subject.command() + " needs no second person");
        };
    }

    private CommandResult carriedOut(final Pending approved, final String reason, final Principal who, final OperatorDesk desk)
    {
        String outcome = "failed: see the engine's log";
        try
        {
            final CommandResult result = commanded(
                approved.subject(), TwoPersonRule.both(approved, who), reason.isBlank() ? approved.reason() : reason,
                approved.situation(), desk);
            outcome = (result.accepted() ? "carried out: " : result.timedOut() ? "no answer in time: " : "refused: ") + result.message();
            return result;
        }
        finally
        {
            rule.done(approved, who, outcome);
        }
    }

    private static CommandResult commanded(
        final Subject subject, final String actor, final String reason, final Situation expected, final OperatorDesk desk)
    {
        return switch (subject.command())
        {
            case RECOVER -> desk.forceRecovery(subject.scope(), actor, reason, expected);
            case RESET -> desk.reset(subject.scope(), actor, reason, expected);
            default -> desk.accept(Cause.valueOf(subject.detail()), actor, reason, expected);
        };
    }

    /**
     * As over HTTP, by the token that the slot brought. Without one it is refused: who may write to the engine's directory is one person,
     * and may well hold an admin's token too, so that taking the operating system's user for a person would let one make two.
     */
    @Override
    public CommandSlot.Answer held(final CommandSlot.Command command, final OperatorDesk desk)
    {
        if (!isNeeded())
        {
            return null;
        }
        final Subject subject = subject(command);
        if (subject == null)
        {
            // The engine refuses it by itself, whatever comes in between: the reason is missing, or nothing of that name is accepted.
            return null;
        }
        if (!desk.scopes().contains(subject.scope()))
        {
            return new CommandSlot.Answer(
                false, "there is no scope \"" + CleanText.line(subject.scope(), MOST_SHOWN) + '"', Level.CLOSED, false);
        }
        final ScopeLook look = desk.look(subject.scope());
        if (look == null)
        {
            return new CommandSlot.Answer(false, UNANSWERED, Level.CLOSED, true);
        }
        final Level level = look.status().own();
        if (!command.token().isShown())
        {
            return refused(subject, level, "no token",
                "a " + subject.command() + " needs two persons here (console.two-person), each with an admin token: give --token-file FILE "
                    + "or INTERLOCK_TOKEN_FILE");
        }
        final Principal who = persons.find(command.token().reveal());
        if (who == null)
        {
            return refused(subject, level, "wrong token", "the token is none of this engine's (console-tokens.json)");
        }
        if (!who.role().allows(Role.ADMIN))
        {
            return refused(subject, level, who.name() + " has the role " + who.role(), "the token of " + who.name()
                + " is no admin's: a " + subject.command() + " needs two of them");
        }
        final Held held = ask(subject, command.reason(), who, desk);
        if (held.waiting() != null)
        {
            return new CommandSlot.Answer(false, held.message(), held.look().status().own(), false, true);
        }
        final CommandResult result = held.result();
        if (!result.accepted())
        {
            refusals.attempted(who.name(), subject.command() + " of the command slot", "refused: " + result.message());
        }
        return new CommandSlot.Answer(result.accepted(), result.message(), result.level(), result.timedOut());
    }

    private static Subject subject(final CommandSlot.Command command)
    {
        return switch (command.command())
        {
            case FORCE_RECOVERY -> new Subject(RECOVER, command.scope(), "");
            case RESET -> command.reason().isBlank() ? null : new Subject(RESET, command.scope(), "");
            case ACCEPT -> command.cause() == Cause.JOURNAL || command.cause() == Cause.JOURNAL_DAMAGE || command.cause() == Cause.RESTARTS
                ? new Subject(ACCEPT, "", command.cause().name()) : null;
            default -> null;
        };
    }

    private CommandSlot.Answer refused(final Subject subject, final Level level, final String why, final String message)
    {
        refusals.attempted(SLOT, subject.command() + " of the command slot", "refused: " + why);
        return new CommandSlot.Answer(false, message, level, false);
    }
}
