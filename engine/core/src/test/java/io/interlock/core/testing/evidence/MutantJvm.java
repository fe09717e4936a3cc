package io.interlock.core.testing.evidence;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The process that runs a few tests against classes that come first on its class path, and says at once what became of each, so that one
 * that hangs hides nothing.
 *
 * <p>Threading: its main thread.
 */
public final class MutantJvm
{
    private MutantJvm()
    {
    }

    /**
     * Runs tests.
     *
     * @param args the file for the results, then {@code CLASS#METHOD} of each.
     * @throws ReflectiveOperationException where there is no such test.
     */
    public static void main(final String[] args) throws ReflectiveOperationException
    {
        final Path results = Path.of(args[0]);
        final List<DiscoverySelector> selectors = new ArrayList<>();
        for (final String name : Arrays.asList(args).subList(1, args.length))
        {
            final String[] parts = name.split("#");
            final Class<?> type = Class.forName(parts[0]);
            final Method method = Arrays.stream(type.getDeclaredMethods()).filter(one -> one.getName().equals(parts[1])).findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name));
            selectors.add(DiscoverySelectors.selectMethod(type, method));
        }
        LauncherFactory.create().execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), new Teller(results));
        tell(results, "END");
        System.exit(0);
    }

    private static void tell(final Path results, final String line)
    {
        try
        {
            Files.writeString(results, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        catch (final IOException unwritten)
        {
            throw new IllegalStateException(unwritten);
        }
    }

    private record Teller(Path results) implements TestExecutionListener
    {
        @Override
        public void executionFinished(final TestIdentifier identifier, final TestExecutionResult result)
        {
            final TestSource source = identifier.getSource().orElse(null);
            if (result.getStatus() == TestExecutionResult.Status.FAILED)
            {
                final String why = String.join(" ", result.getThrowable().map(Throwable::toString).orElse("").lines().limit(4).toList());
                tell(results, "FAILED\t" + name(source) + '\t' + why);
            }
            else if (identifier.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL)
            {
                tell(results, "PASSED\t" + name(source));
            }
        }

        @Override
        public void executionSkipped(final TestIdentifier identifier, final String reason)
        {
            tell(results, "SKIPPED\t" + name(identifier.getSource().orElse(null)) + '\t' + reason);
        }

        private static String name(final TestSource source)
        {
            return source instanceof MethodSource method ? method.getClassName() + '#' + method.getMethodName() : String.valueOf(source);
        }
    }
}
