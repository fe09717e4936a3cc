package io.interlock.core.engine;

import io.interlock.core.dump.Dump;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.dump.DumpReader;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What tests of dumps share: who listens, what a host tells, and where the files are. */
final class DumpRig implements TransitionListener
{
    final List<ActionEvent> told = new CopyOnWriteArrayList<>();
    private final Path directory;

    DumpRig(final Path directory)
    {
        this.directory = directory;
    }

    @Override
    public void onTransition(final TransitionEvent event)
    {
        // Only actions are of interest.
    }

    @Override
    public void onAction(final ActionEvent event)
    {
        told.add(event);
    }

    /** Two orders, and two positions. */
    static final class Host implements ExposureSource
    {
        @Override
        public void openOrders(final OrderVisitor visitor)
        {
            visitor.order("binance", "x-1", "BTC/USD", Side.BUY, "2.5", "1.25", "cancel requested");
            visitor.order("binance", "x \"2\"\n", "ETH", Side.SELL, "10", "10", null);
        }

        @Override
        public void positions(final PositionVisitor visitor)
        {
            visitor.position("binance", "BTC/USD", "-0.5", "worked out");
            visitor.position("binance", "ETH", "3", "the venue");
        }
    }

    List<Path> files(final String part)
    {
        final Path folder = directory.resolve(DumpFiles.FOLDER);
        if (!Files.isDirectory(folder))
        {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder))
        {
            return all.filter(path -> path.getFileName().toString().contains(part)).sorted().toList();
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException(failed);
        }
    }

    /** The only dump of a level, once it is there. */
    Dump await(final String part)
    {
        Await.until("a dump of " + part, () -> !files(part).isEmpty());
        return DumpReader.read(files(part).get(0));
    }

    ActionEvent await(final String action, final ActionEvent.Stage stage)
    {
        Await.until(action + ' ' + stage, () -> event(action, stage) != null);
        return event(action, stage);
    }

    private ActionEvent event(final String action, final ActionEvent.Stage stage)
    {
        return told.stream().filter(event -> event.action().equals(action) && event.stage() == stage).findFirst().orElse(null);
    }
}
