package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart never loosens, whatever ended the life before. */
class RestartTest
{
    @TempDir
    private Path temp;

    private BreakerEngine launch()
    {
        return BreakerEngine.launch(TestConfigs.patient(), temp.resolve("data"));
    }

    @Test
    void shouldBringBackLevelsOverridesAndStatuses() throws Exception
    {
        try (BreakerEngine engine = launch())
        {
            engine.scope("a/b").reporter().exchange(ExchangeStatus.DOWN);
            engine.drain();
            assertThat(engine.desk().override("c", true, "ann", "").accepted()).isFalse();
            engine.scope("c");
            assertThat(engine.desk().override("c", true, "ann", "").accepted()).isTrue();
            assertThat(engine.scope("d").gate().check(Intent.OPEN).allowed()).isTrue();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("data")))).isEqualTo("rwx------");
        try (BreakerEngine engine = launch())
        {
            assertThat(engine.status().scopes()).hasSize(5);
            assertThat(engine.scope("a/b").gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_HALT);
            assertThat(engine.scope("c").gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_OVERRIDE);
            assertThat(engine.scope("d").gate().check(Intent.OPEN).allowed()).isTrue();
            assertThat(engine.status().scope("a/b").samples().exchange()).isEqualTo(ExchangeStatus.DOWN);
            assertThat(engine.desk().override("c", false, "ann", "").accepted()).isTrue();
        }
        try (BreakerEngine engine = launch())
        {
            assertThat(engine.scope("c").gate().check(Intent.OPEN).allowed()).isTrue();
        }
    }

    @Test
    void shouldTakeAKillThatWasNotYetJudgedForAShutdown()
    {
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(TestConfigs.patient())
            .directory(temp.resolve("data")).commandDeadline(Duration.ofMillis(20)).invoked(true)))
        {
            engine.scope("v");
            engine.parts().pump(null);
            assertThat(engine.desk().kill("v", "ann", "").timedOut()).isTrue();
        }
        try (BreakerEngine engine = launch())
        {
            assertThat(engine.scope("v").ownLevel()).isEqualTo(Level.SHUTDOWN);
            assertThat(engine.root().gate().check(Intent.OPEN).allowed()).isTrue();
            assertThat(engine.desk().reset("v", "ann", "checked").accepted()).isTrue();
            assertThat(engine.scope("v").gate().check(Intent.OPEN).allowed()).isTrue();
        }
    }

    /** Nobody could be told of what was decided in the process's last moment: found by the simulation. */
    @Test
    void shouldSayWhatTheGatesFileAloneKnows()
    {
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(TestConfigs.patient())
            .directory(temp.resolve("data")).commandDeadline(Duration.ofMillis(20)).invoked(true)))
        {
            engine.scope("v");
            engine.parts().pump(null);
            assertThat(engine.desk().kill("v", "ann", "").timedOut()).isTrue();
        }
        final List<String> raised = new CopyOnWriteArrayList<>();
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient())
            .directory(temp.resolve("data")).addIssueListener(issue -> raised.add(issue.issueType() + ' ' + issue.details()))))
        {
            assertThat(engine.scope("v").ownLevel()).isEqualTo(Level.SHUTDOWN);
            Await.until("it is raised", () -> raised.stream().anyMatch(issue -> issue.startsWith(
                "RECOVERY v is SHUTDOWN again by gate.dat alone, after a kill: by all else it was CLOSED")));
            assertThat(raised).filteredOn(issue -> issue.startsWith("RECOVERY")).hasSize(1);
        }
    }

    @Test
    void shouldTakeACriticalErrorThatWasNotYetJudgedForAShutdown()
    {
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(TestConfigs.patient())
            .directory(temp.resolve("data")).commandDeadline(Duration.ofMillis(20)).invoked(true)))
        {
            final Scope scope = engine.scope("v");
            engine.parts().pump(null);
            scope.reporter().criticalError(CriticalError.MEMORY_ERROR, "planted");
            engine.watchdog().doWork();
        }
        try (BreakerEngine engine = launch())
        {
            assertThat(engine.root().ownLevel()).isEqualTo(Level.SHUTDOWN);
            assertThat(engine.scope("v").ownLevel()).isEqualTo(Level.CLOSED);
            assertThat(engine.desk().reset("", "ann", "checked").accepted()).isTrue();
        }
        try (BreakerEngine engine = launch())
        {
            assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldLeaveNoMarkOfACriticalErrorThatWasJudged()
    {
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.patient()).directory(temp.resolve("data")).invoked(true)))
        {
            engine.root().reporter().criticalError(CriticalError.MEMORY_ERROR, "planted");
            engine.watchdog().doWork();
            assertThat(left(0).killed()).isTrue();
            engine.drain();
            engine.watchdog().doWork();
            assertThat(left(0).killed()).isFalse();
            assertThat(left(0).own()).isEqualTo(Level.SHUTDOWN);
        }
    }

    @Test
    void shouldShowALevelsCauseTogetherWithTheLevel()
    {
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.patient()).directory(temp.resolve("data")).invoked(true)))
        {
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.drain(); // no watchdog, so no tick
            assertThat(left(1).own()).isEqualTo(Level.HALT);
            assertThat(left(1).cause()).isEqualTo(Cause.API_LATENCY);
            assertThat(left(1).value()).isEqualTo(4_000.0);
            assertThat(left(1).threshold()).isEqualTo(3_000.0);
        }
    }

    private MappedScope left(final int scope)
    {
        try (GateFileReader reader = GateFileReader.open(temp.resolve("data")))
        {
            return reader.scopes().get(scope);
        }
    }

    @Test
    void shouldBeInHaltAgainAfterKillMinusNine() throws Exception
    {
        final Path data = temp.resolve("data");
        final Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-opens",
            "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), ChildEngine.class.getName(),
            data.toString()).redirectErrorStream(true).redirectOutput(temp.resolve("child.log").toFile()).start();
        try
        {
            final Path ready = Path.of(data + ".ready");
            Await.until("the child is at HALT", () -> Files.exists(ready) || !child.isAlive());
            assertThat(child.isAlive()).as(Files.readString(temp.resolve("child.log"))).isTrue();
            assertThatThrownBy(() -> BreakerEngine.launch(TestConfigs.patient(), data))
                .isInstanceOf(EngineException.class).hasMessageContaining("in use").hasMessageContaining(Long.toString(child.pid()));
            try (GateFileReader reader = GateFileReader.open(data))
            {
                assertThat(reader.header().pid()).isEqualTo(child.pid());
                assertThat(reader.header().isAlive()).isTrue();
                final List<MappedScope> scopes = reader.scopes();
                assertThat(scopes.stream().map(MappedScope::path).collect(Collectors.toList())).containsExactly("", "binance");
                assertThat(scopes.get(1).own()).isEqualTo(Level.HALT);
            }
        }
        finally
        {
            child.destroyForcibly();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), data))
        {
            assertThat(engine.scope("binance").ownLevel()).isEqualTo(Level.HALT);
            assertThat(engine.scope("binance").gate().check(Intent.OPEN, 1.0).reason()).isEqualTo(Reason.DENIED_OVERRIDE);
        }
    }

    @Test
    void shouldCarryWhatWasReportedJustBeforeTheClose()
    {
        for (int round = 0; round < 20; round++)
        {
            final String path = "s" + round;
            final BreakerEngine engine = launch();
            engine.scope(path).reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.close();
            try (BreakerEngine next = launch())
            {
                assertThat(next.scope(path).ownLevel()).isEqualTo(Level.HALT);
            }
        }
    }

    @Test
    void shouldRefuseASecondEngineInOneProcessToo()
    {
        final BreakerEngine first = launch();
        assertThatThrownBy(this::launch).isInstanceOf(EngineException.class).hasMessageContaining("in use")
            .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        first.close();
        launch().close();
    }

    @Test
    void shouldRefuseAFileInTheDirectorysPlace() throws Exception
    {
        Files.writeString(temp.resolve("data"), "x");
        assertThatThrownBy(this::launch).isInstanceOf(EngineException.class).hasMessageContaining("is a file");
    }

    @Test
    void shouldRefuseADirectoryThatCannotBeWritten() throws Exception
    {
        // A directory in the lock file's place refuses root as well, whom no permission stops.
        Files.createDirectories(temp.resolve("data").resolve("interlock.lock"));
        assertThatThrownBy(this::launch).isInstanceOf(EngineException.class).hasMessageContaining("may write to");
        Files.delete(temp.resolve("data").resolve("interlock.lock"));
        Files.createDirectories(temp.resolve("data").resolve("gate.dat.new"));
        assertThatThrownBy(this::launch).isInstanceOf(EngineException.class).hasMessageContaining("cannot be written");
        Files.delete(temp.resolve("data").resolve("gate.dat.new"));
        launch().close();
    }

    @Test
    void shouldRefuseFewerScopesThanItLeftBehind()
    {
        try (BreakerEngine engine = launch())
        {
            engine.scope("a/b/c/d");
        }
        assertThatThrownBy(() -> BreakerEngine.launch(TestConfigs.scopes(3), temp.resolve("data")))
            .isInstanceOf(EngineException.class).hasMessageContaining("max-scopes");
    }
}
