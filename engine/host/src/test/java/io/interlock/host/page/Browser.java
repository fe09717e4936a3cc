package io.interlock.host.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium, driven by playwright-core in a process of Node.js. Where one of them is not there and cannot be had, the tests say so and are
 * skipped.
 *
 * <p>Threading: one thread.
 */
public final class Browser implements AutoCloseable
{
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MODULES = List.of("playwright-core@1.65.1", "axe-core@4.14.1");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long INSTALL_S = 180;
    private static final long END_S = 10;
    /** Beside the classes, so that a clean build takes it away. */
    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();
    private static final String DRIVER = "driver.mjs";

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private int pages;

    private Browser(final Process process)
    {
        this.process = process;
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it, or skips who asks. */
    public static Browser start() throws IOException, InterruptedException
    {
        final Path chromium = program(NAMES);
        final Path node = program(List.of("node", "nodejs"));
        final Path npm = program(List.of("npm"));
        Assumptions.assumeTrue(chromium != null, "SKIPPED: no browser: install Debian's chromium");
        Assumptions.assumeTrue(node != null && npm != null, "SKIPPED: no node and npm to drive a browser with");
        final Path modules = Files.createDirectories(FOLDER);
        final Path driver = modules.resolve("driver-" + ProcessHandle.current().pid() + ".mjs");
        final Path log = modules.resolve("driver-" + ProcessHandle.current().pid() + ".log");
        // Test classes of one module share it in several processes.
        try (FileChannel lock = FileChannel.open(modules.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = lock.lock();
            InputStream script = Browser.class.getResourceAsStream(DRIVER))
        {
            assert held.isValid();
            install(npm);
            Files.copy(script, driver, StandardCopyOption.REPLACE_EXISTING);
        }
        final Browser browser = new Browser(new ProcessBuilder(node.toString(), driver.toString(), modules.toString(), chromium.toString())
            .redirectError(log.toFile()).start());
        final String first = browser.out.readLine();
        if (first == null)
        {
            browser.close();
            throw new AssertionError("the browser did not start: " + Files.readString(log));
        }
        return browser;
    }

    private static Path program(final List<String> names)
    {
        for (final String folder : System.getenv().getOrDefault("PATH", "").split(":"))
        {
            for (final String name : names)
            {
                final Path file = Path.of(folder.isEmpty() ? "." : folder, name);
                if (Files.isExecutable(file))
                {
                    return file;
                }
            }
        }
        return null;
    }

    /** npm has its own copy and asks the registry once. */
    private static void install(final Path npm) throws IOException, InterruptedException
    {
        final Path there = FOLDER.resolve("node_modules");
        if (Files.exists(there.resolve("axe-core/axe.min.js")) && Files.exists(there.resolve("playwright-core/package.json")))
        {
            return;
        }
        Files.writeString(FOLDER.resolve("package.json"), "{\"name\":\"interlock-browser-tests\",\"private\":true}\n");
        final Path log = FOLDER.resolve("npm.log");
        final List<String> command = new ArrayList<>(List.of(
            npm.toString(), "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline"));
        command.addAll(MODULES);
        final Process install = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true)
            .redirectOutput(log.toFile()).start();
        final boolean ended = install.waitFor(INSTALL_S, TimeUnit.SECONDS);
        install.destroyForcibly();
        Assumptions.assumeTrue(ended && install.exitValue() == 0,
            () -> "SKIPPED: npm cannot install " + MODULES + ": " + tail(log));
    }

    private static String tail(final Path log)
    {
        try
        {
            final List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        }
        catch (final IOException unreadable)
        {
            return unreadable.toString();
        }
    }

    /** Does one thing; what failed is told as the browser tells it. */
    JsonNode run(final ObjectNode asked)
    {
        try
        {
            in.write(asked.toString());
            in.newLine();
            in.flush();
            final String line = out.readLine();
            if (line == null)
            {
                throw new AssertionError("the browser has ended, at " + asked);
            }
            final JsonNode answer = JSON.readTree(line);
            if (answer.has("failed"))
            {
                throw new AssertionError(asked + ": " + answer.get("failed").textValue());
            }
            return answer.get("value");
        }
        catch (final IOException gone)
        {
            throw new AssertionError("the browser does not answer, at " + asked, gone);
        }
    }

    ObjectNode ask(final String action)
    {
        return JSON.createObjectNode().put("action", action);
    }

    /** A page of its own, with cookies of its own. */
    public BrowserPage open(final String url, final BrowserPage.Look look)
    {
        pages++;
        final String name = "p" + pages;
        run(ask("open").put("page", name).put("url", url).put("width", look.width()).put("height", look.height()).put("theme", look.theme())
            .put("seed", look.seed()));
        return new BrowserPage(this, name);
    }

    /** Errors that pages have had since the last time. */
    public List<String> said()
    {
        final List<String> said = new ArrayList<>();
        run(ask("said")).forEach(one -> said.add(one.textValue()));
        return said;
    }

    @Override
    public void close()
    {
        try
        {
            in.close();
            if (!process.waitFor(END_S, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
            }
        }
        catch (final IOException | InterruptedException ended)
        {
            process.destroyForcibly();
        }
    }
}
