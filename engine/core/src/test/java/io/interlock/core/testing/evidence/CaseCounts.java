package io.interlock.core.testing.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How often each test ran in the build, by the reports of surefire and failsafe, and what it counted beside ({@code target/counts.tsv}).
 *
 * <p>Threading: one thread.
 */
final class CaseCounts
{
    private static final List<String> REPORTS = List.of("target/surefire-reports", "target/failsafe-reports");

    private static final Pattern METHOD = Pattern.compile("\\bshould\\w*");

    private final Map<String, Cases> cases = new HashMap<>();
    private Instant oldest = Instant.MAX;
    private Instant newest = Instant.MIN;
    private final Map<String, Map<String, Repeated>> repeated = new HashMap<>();

    /**
     * What became of a test.
     *
     * @param passed  cases that passed.
     * @param skipped cases that were skipped.
     * @param failed  cases that failed.
     */
    record Cases(int passed, int skipped, int failed)
    {
        static final Cases NONE = new Cases(0, 0, 0);

        Cases plus(final Cases other)
        {
            return new Cases(passed + other.passed, skipped + other.skipped, failed + other.failed);
        }
    }

    /**
     * What a test counted of itself.
     *
     * @param what  was repeated.
     * @param count how often.
     * @param seen  what was seen.
     */
    record Repeated(String what, long count, String seen)
    {
    }

    private CaseCounts()
    {
    }

    /**
     * Reads the reports of every module that has some.
     *
     * @param root of the repository.
     * @return the counts.
     * @throws IOException where a report cannot be read.
     */
    static CaseCounts read(final Path root) throws IOException
    {
        final CaseCounts counts = new CaseCounts();
        for (final String module : TestTree.MODULES)
        {
            for (final String reports : REPORTS)
            {
                final Path folder = root.resolve(module).resolve(reports);
                if (Files.isDirectory(folder))
                {
                    try (Stream<Path> files = Files.list(folder))
                    {
                        for (final Path file : files.filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml")).toList())
                        {
                            counts.readReport(module, file);
                        }
                    }
                }
            }
            counts.readRepeated(module, root.resolve(module).resolve("target/counts.tsv"));
        }
        return counts;
    }

    private void readReport(final String module, final Path file) throws IOException
    {
        final Instant written = Files.getLastModifiedTime(file).toInstant();
        oldest = written.isBefore(oldest) ? written : oldest;
        newest = written.isAfter(newest) ? written : newest;
        final XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var stream = Files.newInputStream(file))
        {
            final XMLStreamReader xml = factory.createXMLStreamReader(stream);
            String name = null;
            Cases one = null;
            while (xml.hasNext())
            {
                final int event = xml.next();
                final String element = event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT
                    ? xml.getLocalName() : "";
                if (event == XMLStreamConstants.START_ELEMENT && element.equals("testcase"))
                {
                    name = module + ':' + plain(xml.getAttributeValue(null, "classname")) + '.'
                        + method(xml.getAttributeValue(null, "name"));
                    one = new Cases(1, 0, 0);
                }
                else if (event == XMLStreamConstants.START_ELEMENT && element.equals("skipped"))
                {
                    one = new Cases(0, 1, 0);
                }
                else if (event == XMLStreamConstants.START_ELEMENT && (element.equals("failure") || element.equals("error")))
                {
                    one = new Cases(0, 0, 1);
                }
                else if (event == XMLStreamConstants.END_ELEMENT && element.equals("testcase"))
                {
                    cases.merge(name, one, Cases::plus);
                }
            }
        }
        catch (final XMLStreamException broken)
        {
            throw new IOException(file + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    /** Without what a repetition or a parameter adds: "shouldX(int)[3]" and "shouldX{int}[3]" are "shouldX". */
    private static String plain(final String name)
    {
        return name.replaceFirst("[^\\w.$].*$", "");
    }

    /** Without what a class with parameters puts before it. */
    private static String method(final String name)
    {
        final Matcher found = METHOD.matcher(name);
        return found.find() ? found.group() : plain(name);
    }

    private void readRepeated(final String module, final Path file) throws IOException
    {
        if (Files.isRegularFile(file))
        {
            for (final String line : Files.readAllLines(file))
            {
                final String[] cells = line.split("\t", -1);
                if (cells.length == 4)
                {
                    // A file that was not deleted before the build has more than one line of the same: the last is of this build.
                    repeated.computeIfAbsent(module + ':' + cells[3], none -> new LinkedHashMap<>())
                        .put(cells[0], new Repeated(cells[0], Long.parseLong(cells[1]), cells[2]));
                }
            }
        }
    }

    Cases of(final TestName test)
    {
        return cases.getOrDefault(test.module() + ':' + test.className() + '.' + test.method(), Cases.NONE);
    }

    List<Repeated> repeatedBy(final TestName test)
    {
        return List.copyOf(repeated.getOrDefault(test.module() + ':' + test.className(), Map.of()).values());
    }

    /** When the reports were written, so that one of a former build does not pass for this one's. */
    String span()
    {
        return isEmpty() ? "none"
            : "written from " + oldest.truncatedTo(ChronoUnit.SECONDS) + " to " + newest.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean isEmpty()
    {
        return cases.isEmpty();
    }
}
