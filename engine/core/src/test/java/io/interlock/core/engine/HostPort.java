package io.interlock.core.engine;

import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.CommandSlotClient;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.port.TransitionListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** Where the engine calls the host, for tests that plant something there. Threading: immutable. */
enum HostPort
{
    TRANSITION_LISTENER("LISTENER_HUNG", "LISTENER_FAILED", "HostPort")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.addTransitionListener(event -> hostility.act());
        }
    },
    ACTION_LISTENER("LISTENER_HUNG", "LISTENER_FAILED", "HostPort")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.addTransitionListener(new TransitionListener()
            {
                @Override
                public void onTransition(final TransitionEvent event)
                {
                    // Only actions.
                }

                @Override
                public void onAction(final ActionEvent event)
                {
                    hostility.act();
                }
            });
        }
    },
    ISSUE_LISTENER("LISTENER_HUNG", "LISTENER_FAILED", "HostPort")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.addIssueListener(issue -> hostility.act());
        }

        @Override
        void trigger(final BreakerEngine engine, final Path directory)
        {
            engine.raise("PLANTED", "", "for the listener");
        }
    },
    NOTIFICATION_SINK("LISTENER_HUNG", "LISTENER_FAILED", "the notification sink")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.notificationSink(new NotificationSink()
            {
                @Override
                public void transition(final TransitionEvent event)
                {
                    hostility.act();
                }
            });
        }
    },
    NOTICE_COMMAND("NOTICE_COMMAND", "NOTICE_COMMAND", "SILENCE")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.notificationSink(new NotificationSink()
            {
                @Override
                public NoticeCommand.Answer command(final NoticeCommand command)
                {
                    hostility.act();
                    return null;
                }
            });
        }

        @Override
        void trigger(final BreakerEngine engine, final Path directory)
        {
            CompletableFuture.runAsync(
                () -> engine.notice(new NoticeCommand(NoticeCommand.Kind.SILENCE, "", "v", "ann", "for the test")));
        }
    },
    ACTIONS("ACTION_TIMED_OUT", "ACTION_FAILED", "cancelAll")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.actions(new TradingActions()
            {
                @Override
                public CompletionStage<String> cancelAll(final ActionContext action)
                {
                    hostility.act();
                    return CompletableFuture.completedFuture("done");
                }
            });
        }
    },
    /** What an action answers with is the host's code too. */
    STAGE("ACTION_TIMED_OUT", "ACTION_FAILED", "cancelAll")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.actions(new TradingActions()
            {
                @Override
                public CompletionStage<String> cancelAll(final ActionContext action)
                {
                    final CompletableFuture<String> stage = new HostileStage(hostility);
                    stage.complete("done");
                    return stage;
                }
            });
        }
    },
    EXPOSURE("DUMP_INCOMPLETE", "DUMP_INCOMPLETE", "sections")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.exposure(new ExposureSource()
            {
                @Override
                public void openOrders(final OrderVisitor visitor)
                {
                    hostility.act();
                }
            });
        }

        @Override
        void trigger(final BreakerEngine engine, final Path directory)
        {
            engine.scope("d");
            engine.desk().kill("d", "ann", "for a dump");
        }
    },
    COMMAND_RULE("COMMAND_RULE", "COMMAND_RULE", "the rule for what loosens")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.commandRule((command, desk) ->
            {
                hostility.act();
                return new CommandSlot.Answer(false, "a second person is needed", Level.HALT, false, true);
            });
        }

        @Override
        void trigger(final BreakerEngine engine, final Path directory)
        {
            CompletableFuture.runAsync(() -> slot(directory, SlotCommand.FORCE_RECOVERY, "v"));
        }
    },
    DEAD_MAN_SWITCH("DEAD_MAN_SWITCH", "DEAD_MAN_SWITCH", "the dead man's switch")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.deadManSwitch(hostility::act);
        }
    },
    INPUT_RECORDER(null, "RECORDING", "the recorder of inputs")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.inputs(new InputRecorder()
            {
                @Override
                public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
                {
                    hostility.act();
                }
            });
        }

        @Override
        int faults(final Hostility.Kind kind)
        {
            return kind == Hostility.Kind.INTERRUPTS ? 0 : 1;
        }
    },
    JOURNAL(null, "JOURNAL", "the journal")
    {
        @Override
        void plant(final EngineContext context, final Hostility hostility)
        {
            context.journal(new TransitionJournal()
            {
                @Override
                public void append(final TransitionEvent event)
                {
                    hostility.act();
                }
            });
        }
    };

    private static final Duration SLOT_DEADLINE = Duration.ofSeconds(30);

    private final String whenHung;
    private final String whenThrown;
    private final String named;

    HostPort(final String whenHung, final String whenThrown, final String named)
    {
        this.whenHung = whenHung;
        this.whenThrown = whenThrown;
        this.named = named;
    }

    /** Acts where its answer is listened to. */
    private static final class HostileStage extends CompletableFuture<String>
    {
        private final Hostility hostility;

        HostileStage(final Hostility hostility)
        {
            this.hostility = hostility;
        }

        @Override
        public CompletableFuture<String> whenComplete(final BiConsumer<? super String, ? super Throwable> action)
        {
            hostility.act();
            return super.whenComplete(action);
        }

        @Override
        public CompletableFuture<String> toCompletableFuture()
        {
            hostility.act();
            return super.toCompletableFuture();
        }
    }

    /** Gives a command of another process. */
    static CommandSlot.Answer slot(final Path directory, final SlotCommand command, final String scope)
    {
        try (CommandSlotClient client = CommandSlotClient.open(directory))
        {
            return client.send(new CommandSlot.Command(command, null, scope, "ann", "for the test"), SLOT_DEADLINE);
        }
    }

    abstract void plant(EngineContext context, Hostility hostility);

    /** Whether it is only called where there is one. */
    boolean needsDirectory()
    {
        return this == EXPOSURE || this == COMMAND_RULE;
    }

    /** Has it called, where a HALT alone does not. */
    void trigger(final BreakerEngine engine, final Path directory)
    {
    }

    /** What says that something is wrong with it; empty where nothing is. */
    Optional<String> issue(final Hostility.Kind kind)
    {
        return switch (kind)
        {
            case HANGS -> Optional.ofNullable(whenHung);
            case THROWS, FAILS, OVERFLOWS, SNEAKS, MUMBLES -> Optional.of(whenThrown);
            case RECURSES, INTERRUPTS, CLOSES -> Optional.empty();
        };
    }

    /** How the issue names it. */
    String named()
    {
        return named;
    }

    /** Of the breaker thread's own. */
    int faults(final Hostility.Kind kind)
    {
        return 0;
    }
}
