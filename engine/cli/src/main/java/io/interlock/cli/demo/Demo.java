package io.interlock.cli.demo;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.demo.post.PostOffice;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineException;
import io.interlock.core.mapped.OwnRights;
import io.interlock.core.model.Level;
import io.interlock.gateway.paper.PaperVenue;
import io.interlock.gateway.paper.PaperVenueContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run of the demo: puts venue, gateway, strategy and engine together, plays the scenario and reports.
 *
 * <p>Threading: the calling thread plays.
 */
final class Demo
{
    private static final String CONFIG = "demo.yaml";
    private static final String ANY_PORT = "port: 0";
    private static final String WHAT_IF = "conservative";
    private static final long FALL_WITHIN_S = 300;
    private static final long QUIET_S = 4 * 3_600;
    private static final Duration ARRIVES = Duration.ofSeconds(10);
    private static final Duration LOGON = Duration.ofSeconds(15);

    private final Settings settings;
    private final Viewer.Look look;
    private final Tape tape = Tape.ofResource();
    private final Tape.Fall fall = tape.steepestFall(FALL_WITHIN_S);

    /** What it is run with; the directory shown is null where it will be deleted. */
    record Settings(Pace pace, Path directory, String shownDirectory, boolean notifies, int staySeconds)
    {
    }

    Demo(final Settings settings, final Viewer.Look look)
    {
        this.settings = settings;
        this.look = look;
    }

    static BreakerConfig config()
    {
        return config(ConfigLoader.DEFAULT_PRESET);
    }

    /** The demo's own settings over any preset. */
    static BreakerConfig config(final String preset)
    {
        return ConfigLoader.load(CONFIG, yaml(preset));
    }

    private static String yaml(final String preset)
    {
        try (InputStream in = Demo.class.getResourceAsStream(CONFIG))
        {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .replace("preset: " + ConfigLoader.DEFAULT_PRESET, "preset: " + preset);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("cannot read " + CONFIG, e);
        }
    }

    /** Where the fall is, for a person. */
    private String tellFall()
    {
        return Words.format("Bitstamp BTC/USD, %d trades; its steepest fall within 5 min is from %s to %s, %.2f %%, trades %d to %d, "
            + "%s to %s", tape.size(), tape.price(fall.from()).toPlainString(), tape.price(fall.to()).toPlainString(), fall.percent(),
            fall.from() + 1, fall.to() + 1, Instant.ofEpochSecond(tape.timeS(fall.from())),
            Instant.ofEpochSecond(tape.timeS(fall.to())));
    }

    Report run() throws InterruptedException
    {
        final long startNs = System.nanoTime();
        try (PostOffice post = settings.notifies() ? PostOffice.open(settings.directory()) : null)
        {
            final String yaml = yaml(ConfigLoader.DEFAULT_PRESET).replace(ANY_PORT, "port: " + freePort());
            return run(startNs, post, ConfigLoader.load(CONFIG, post == null ? yaml : yaml + post.yaml()));
        }
        catch (final IOException refused)
        {
            throw new CliException(ExitCode.FAILED, "cannot receive notifications on 127.0.0.1: " + refused.getMessage());
        }
    }

    /** One for both lives, so that a browser that looks on finds the second where the first was; 0, any, where none can be had. */
    private static int freePort()
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            return socket.getLocalPort();
        }
        catch (final IOException none)
        {
            return 0;
        }
    }

    private Report run(final long startNs, final PostOffice post, final BreakerConfig config) throws InterruptedException
    {
        final Trader trader = new Trader(config.gateway());
        final int start = tape.at(tape.timeS(fall.from()) - QUIET_S);
        try (PaperVenue venue = PaperVenue.start(new PaperVenueContext().price(Trader.SYMBOL, tape.price(start)));
            TradingLoop loop = new TradingLoop(tape, start, venue, trader))
        {
            final Stage stage = new Stage(
                venue, new Life.Parts(config, settings.directory(), venue, trader, loop), settings.pace());
            play(stage, startNs, post);
            leaveWhatIf();
            final JournalAudit journal = JournalAudit.of(
                settings.directory(), stage.life().head(), config(WHAT_IF));
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            return Report.of(
                stage, new Report.Run(startNs, seconds, settings.pace().seconds(), tellFall(), settings.shownDirectory()),
                journal, post == null ? null : Messages.of(transitions(stage), post.arrived()));
        }
    }

    private void leaveWhatIf()
    {
        try
        {
            try (FileChannel file = OwnRights.make(settings.directory().resolve(ReplayAudit.WHAT_IF), StandardOpenOption.WRITE))
            {
                file.write(ByteBuffer.wrap(yaml(WHAT_IF).getBytes(StandardCharsets.UTF_8)));
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("cannot write to " + settings.directory(), e);
        }
    }

    private static List<Recorder.Seen> transitions(final Stage stage)
    {
        return stage.lives().stream().flatMap(life -> life.recorder().transitions().stream()).toList();
    }

    private void play(final Stage stage, final long startNs, final PostOffice post) throws InterruptedException
    {
        final List<Step> steps = Scenario.steps(tape, fall, settings.staySeconds());
        final Report.Run run = new Report.Run(startNs, 0, settings.pace().seconds(), "", null);
        final Viewer viewer = new Viewer(stage, steps, run, look);
        try
        {
            stage.say(tellFall());
            stage.say("time lapse " + TradingLoop.LAPSE + "; cooldowns are shortened: ALERT 1 s, THROTTLE 2 s, HALT 3 s");
            startFirst(stage);
            for (final Step step : steps)
            {
                stage.play(step);
            }
            if (post != null)
            {
                stage.await(ARRIVES, () -> Messages.of(transitions(stage), post.arrived()).isWhole());
            }
            stage.say("the end");
        }
        finally
        {
            viewer.close();
            stage.close();
        }
    }

    private void startFirst(final Stage stage) throws InterruptedException
    {
        try
        {
            stage.startLife();
        }
        catch (final EngineException refused)
        {
            throw new CliException(ExitCode.BAD_INPUT, refused.getMessage());
        }
        if (stage.level() != Level.CLOSED)
        {
            throw new CliException(ExitCode.BAD_INPUT, settings.directory() + " holds an engine at " + stage.level()
                + ": the demo starts at CLOSED; choose another directory");
        }
        stage.loop().start();
        if (!stage.await(LOGON, () -> stage.life().tap().loggedOn()))
        {
            throw new CliException(ExitCode.FAILED, "the gateway could not log on to the venue on 127.0.0.1 within 15 s");
        }
    }
}
