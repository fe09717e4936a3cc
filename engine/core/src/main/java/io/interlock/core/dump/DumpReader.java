package io.interlock.core.dump;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Reads a dump, whatever became of the file: each section stands by itself, and one that is torn or damaged takes no other with it. Bytes
 * that do not belong are named in the findings with their line.
 *
 * <p>Threading: any; each call stands by itself.
 */
public final class DumpReader
{
    private static final long MAX_BYTES = 1L << 28;
    private static final Pattern FIRST = Pattern.compile(Pattern.quote(DumpWriter.FIRST_LINE) + "([1-9][0-9]{0,8})");
    private static final Pattern BEGIN = Pattern.compile("\\[([a-z_]{1,40})]");
    private static final Pattern END =
        Pattern.compile("\\[/([a-z_]{1,40}) rows=(0|[1-9][0-9]{0,18}) complete=(yes|no) crc32c=([0-9a-f]{8})]");
    /** The checksum itself and what follows it. */
    private static final int AFTER_CRC = 9;
    private static final int MAX_FINDINGS = 1_000;

    private final byte[] bytes;
    private final Map<String, DumpSection> sections = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int version;
    private int line;
    private int at;
    private int lineEnd;
    private String open;
    private int openAt;
    private int openLine;

    private DumpReader(final byte[] bytes)
    {
        this.bytes = bytes;
    }

    /**
     * Reads a file.
     *
     * @param file of an engine, or a copy.
     * @return what can be trusted of it, and what is wrong.
     * @throws DumpException where it cannot be read, or nothing of it is a dump.
     */
    public static Dump read(final Path file)
    {
        try
        {
            final long size = Files.size(file);
            if (!Files.isRegularFile(file) || size > MAX_BYTES)
            {
                throw new DumpException(file + " is no dump: it has " + size + " bytes, a dump is a file of at most " + MAX_BYTES);
            }
            return read(Files.readAllBytes(file));
        }
        catch (final IOException unreadable)
        {
            throw new DumpException(file + " cannot be read: " + unreadable, unreadable);
        }
        catch (final DumpException refused)
        {
            throw refused.getMessage().contains(file.toString()) ? refused : new DumpException(file + ": " + refused.getMessage(), refused);
        }
    }

    /**
     * Reads the content of a file.
     *
     * @param content any bytes.
     * @return what can be trusted of it, and what is wrong.
     * @throws DumpException where nothing of it is a dump.
     */
    public static Dump read(final byte[] content)
    {
        return new DumpReader(content).all();
    }

    private Dump all()
    {
        while (at < bytes.length)
        {
            line++;
            lineEnd = at;
            while (lineEnd < bytes.length && bytes[lineEnd] != '\n')
            {
                lineEnd++;
            }
            if (lineEnd == bytes.length)
            {
                finding("the file ends within line " + line);
            }
            else
            {
                line();
            }
            at = lineEnd + 1;
        }
        if (open != null)
        {
            finding("section " + open + " (line " + openLine + ") has no end: the file is torn");
        }
        if (version == 0 && sections.isEmpty())
        {
            throw new DumpException("this is no dump: it neither begins with \"" + DumpWriter.FIRST_LINE + DumpWriter.VERSION
                + "\" nor holds a whole section");
        }
        if (!sections.containsKey(DumpPart.END.title()))
        {
            finding("section end is not there: the file is torn or damaged");
        }
        return new Dump(version, sections, List.copyOf(findings));
    }

    private void finding(final String what)
    {
        if (findings.size() < MAX_FINDINGS)
        {
            findings.add(what);
        }
    }

    private void line()
    {
        if (line == 1 && first())
        {
            return;
        }
        if (bytes[at] == '[' && bytes[at + 1] == '/')
        {
            end();
        }
        else if (bytes[at] == '[')
        {
            begin();
        }
        else if (open == null)
        {
            finding("line " + line + " belongs to no section");
        }
    }

    private String text()
    {
        return new String(bytes, at, lineEnd - at, StandardCharsets.ISO_8859_1);
    }

    private boolean first()
    {
        final Matcher found = FIRST.matcher(text());
        if (!found.matches())
        {
            finding("line 1 does not say \"" + DumpWriter.FIRST_LINE + DumpWriter.VERSION + '"');
            return false;
        }
        version = Integer.parseInt(found.group(1));
        if (version != DumpWriter.VERSION)
        {
            finding("the file says version " + version + ", this reader knows version " + DumpWriter.VERSION
                + ": what it does not know is not there");
        }
        return true;
    }

    private void begin()
    {
        if (open != null)
        {
            finding("section " + open + " (line " + openLine + ") has no end before line " + line);
        }
        final Matcher found = BEGIN.matcher(text());
        open = found.matches() ? found.group(1) : "?";
        openAt = at;
        openLine = line;
        if (open.equals("?"))
        {
            finding("line " + line + " is damaged: it should begin a section");
        }
    }

    private void end()
    {
        final String name = open;
        open = null;
        final Matcher found = END.matcher(text());
        if (!found.matches())
        {
            finding("line " + line + " is damaged: it should end section " + name);
        }
        else if (!found.group(1).equals(name))
        {
            finding("line " + line + " ends section " + found.group(1) + ", but " + (name == null ? "none" : name) + " is open");
        }
        else if (crc() != Long.parseLong(found.group(4), 16))
        {
            finding("section " + name + " (lines " + openLine + " to " + line + ") is damaged: its checksum is wrong");
        }
        else
        {
            keep(new DumpSection(name, found.group(3).equals("yes"), rows()), found.group(2));
        }
    }

    private long crc()
    {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, openAt, lineEnd - AFTER_CRC - openAt);
        return crc.getValue();
    }

    private List<DumpRow> rows()
    {
        final List<DumpRow> rows = new ArrayList<>();
        int from = openAt;
        while (bytes[from] != '\n')
        {
            from++;
        }
        from++;
        while (from < at)
        {
            int to = from;
            while (bytes[to] != '\n')
            {
                to++;
            }
            final DumpRow row = RowParser.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            if (row != null)
            {
                rows.add(row);
            }
            from = to + 1;
        }
        return List.copyOf(rows);
    }

    private void keep(final DumpSection section, final String rows)
    {
        if (!Long.toString(section.rows().size()).equals(rows))
        {
            finding("section " + section.name() + " (line " + openLine + ") has " + section.rows().size() + " rows that can be read, not "
                + rows + ": it was not written by this program");
        }
        else if (sections.containsKey(section.name()))
        {
            finding("section " + section.name() + " (line " + openLine + ") comes a second time; the first counts");
        }
        else
        {
            sections.put(section.name(), section);
        }
    }
}
