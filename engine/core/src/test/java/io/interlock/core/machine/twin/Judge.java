package io.interlock.core.machine.twin;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Either of the two that judge by the law, as a scenario sees it.
 *
 * <p>Threading: one test thread.
 */
public interface Judge
{
    /** Which of the two. */
    enum Kind
    {
        /** {@link LawModel}. */
        MODEL,
        /** {@link BreakerStateMachine}. */
        MACHINE;

        /**
         * Makes one.
         *
         * @param config thresholds and policies.
         * @param paths  by index; the root first, parents before their children.
         * @return all scopes at CLOSED.
         */
        public Judge judge(final BreakerConfig config, final List<String> paths)
        {
            return this == MODEL ? new OfModel(new LawModel(config, paths)) : new OfMachine(config, paths);
        }
    }

    /**
     * Judges one event.
     *
     * @param event not earlier than the one before.
     * @return what was said, in order.
     */
    List<LawOutput> apply(LawEvent event);

    /**
     * A scope's own level.
     *
     * @param scope index.
     * @return never null.
     */
    Level level(int scope);

    /**
     * Whether a scope's own override is on.
     *
     * @param scope index.
     * @return its ancestors' do not count.
     */
    boolean override(int scope);

    /**
     * Whether a cause stands.
     *
     * @param scope index.
     * @param cause which.
     * @return true: there is no recovery.
     */
    boolean stands(int scope, Cause cause);

    /**
     * Whether only a confirm is missing.
     *
     * @param scope index.
     * @param nowNs engine time.
     * @return true in HALT after its cooldown.
     */
    boolean awaitingConfirmation(int scope, long nowNs);

    /**
     * Whether only healthy samples are missing.
     *
     * @param scope index.
     * @param nowNs engine time.
     * @return true after a cooldown.
     */
    boolean waitingForEvidence(int scope, long nowNs);

    /** The model. */
    record OfModel(LawModel model) implements Judge
    {
        @Override
        public List<LawOutput> apply(final LawEvent event)
        {
            return model.apply(event);
        }

        @Override
        public Level level(final int scope)
        {
            return model.scope(scope).level;
        }

        @Override
        public boolean override(final int scope)
        {
            return model.scope(scope).override;
        }

        @Override
        public boolean stands(final int scope, final Cause cause)
        {
            return model.scope(scope).stands(cause);
        }

        @Override
        public boolean awaitingConfirmation(final int scope, final long nowNs)
        {
            return model.scope(scope).confirmable(nowNs);
        }

        @Override
        public boolean waitingForEvidence(final int scope, final long nowNs)
        {
            return model.scope(scope).onlyEvidenceIsMissing(nowNs);
        }
    }

    /** The machine, with its effects written down. */
    final class OfMachine implements Judge, Effects
    {
        private final BreakerConfig config;
        private BreakerStateMachine machine;
        private final List<String> known = new ArrayList<>();
        private final InputEvent input = new InputEvent();
        private final List<LawOutput> said = new ArrayList<>();

        OfMachine(final BreakerConfig config, final List<String> paths)
        {
            this.config = config;
            machine = new BreakerStateMachine(config);
            known.add("");
            paths.stream().skip(1).forEach(this::add);
        }

        /**
         * Adds a scope.
         *
         * @param path after its parent's.
         */
        void add(final String path)
        {
            final int slash = path.lastIndexOf('/');
            final int parent = slash < 0 ? 0 : known.indexOf(path.substring(0, slash));
            machine.addScope(new ScopeDefinition(known.size(), parent, path, config.scope(path)));
            known.add(path);
        }

        /**
         * The machine itself, for what is no event.
         *
         * @return the one that judges here.
         */
        public BreakerStateMachine machine()
        {
            return machine;
        }

        /**
         * Goes on with another machine, loaded from what this one was saved as.
         *
         * @return in what the two differ; null where they do not.
         */
        String imaged()
        {
            final Image image = Image.of(machine);
            machine = BreakerStateMachine.load(config, image.source());
            return image.difference(Image.of(machine));
        }

        /**
         * What the machine knows of a scope.
         *
         * @param scope index.
         * @return a live view.
         */
        public ScopeView view(final int scope)
        {
            return machine.scope(scope);
        }

        @Override
        public List<LawOutput> apply(final LawEvent event)
        {
            said.clear();
            machine.apply(event.fill(input), event.timeNs(), this);
            return List.copyOf(said);
        }

        @Override
        public Level level(final int scope)
        {
            return machine.scope(scope).level();
        }

        @Override
        public boolean override(final int scope)
        {
            return machine.scope(scope).override();
        }

        @Override
        public boolean stands(final int scope, final Cause cause)
        {
            return machine.scope(scope).stands(cause);
        }

        @Override
        public boolean awaitingConfirmation(final int scope, final long nowNs)
        {
            return machine.scope(scope).awaitingConfirmation(nowNs);
        }

        @Override
        public boolean waitingForEvidence(final int scope, final long nowNs)
        {
            return machine.scope(scope).waitingForEvidence(nowNs);
        }

        @Override
        public void onTransition(final Transition t)
        {
            said.add(new LawOutput.Moved(t.timeNs(), t.scopeId(), t.from(), t.to(), t.cause(), t.value(), t.threshold()));
        }

        @Override
        public void onBreach(
            final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
        {
            // The law says what a breach does to level and clock, and those are compared.
        }

        @Override
        public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
        {
            said.add(new LawOutput.Rejected(timeNs, scopeId, event.kind()));
        }

        @Override
        public void onCommand(
            final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
        {
            said.add(new LawOutput.Commanded(timeNs, scopeId, event.kind(), accepted));
        }

        @Override
        public void onOverride(final int scopeId, final boolean on, final long timeNs)
        {
            // Compared as state.
        }
    }
}
