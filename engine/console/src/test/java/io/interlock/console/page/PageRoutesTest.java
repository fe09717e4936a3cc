package io.interlock.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's files: all there, none with a program written into a text, and told so that a browser may keep them. */
class PageRoutesTest
{
    private static final int MOST_LINES = 400;
    private static final int LONGEST_LINE = 140;
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"page/([0-9a-f]{16})/([a-z0-9.-]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z0-9.-]+)'");

    private final List<ApiRoute> routes = PageRoutes.all();

    private ApiResponse call(final int route, final Map<String, String> variables)
    {
        return routes.get(route).handler().handle(new ApiRequest("GET", "/", variables, Map.of(), null, null, "127.0.0.1"));
    }

    private static String text(final ApiResponse answer)
    {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private String version()
    {
        final Matcher matcher = REFERENCE.matcher(text(call(0, Map.of())));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private ApiResponse file(final String name)
    {
        return call(1, Map.of("version", version(), "file", name));
    }

    private List<String> names() throws Exception
    {
        try (var in = PageRoutes.class.getResourceAsStream("files.txt"))
        {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        }
    }

    @Test
    void shouldHaveEachFileThatThePageAndItsPartsName() throws Exception
    {
        final List<String> wanted = new ArrayList<>();
        final Matcher page = REFERENCE.matcher(text(call(0, Map.of())));
        while (page.find())
        {
            wanted.add(page.group(2));
        }
        for (final String name : names())
        {
            final Matcher imports = IMPORT.matcher(text(file(name)));
            while (imports.find())
            {
                wanted.add(imports.group(1));
            }
        }
        assertThat(wanted).hasSizeGreaterThan(40).contains("main.js", "uplot.js", "uplot.css");
        wanted.forEach(name -> assertThat(file(name).status()).as(name).isEqualTo(200));
        assertThat(names()).allMatch(name -> wanted.contains(name) || name.endsWith(".svg"), "is used");
    }

    @Test
    void shouldLetABrowserKeepTheFilesAndNotThePage()
    {
        assertThat(file("main.js").headers()).containsEntry("Cache-Control", "public, max-age=31536000, immutable");
        assertThat(file("main.js").contentType()).isEqualTo("text/javascript; charset=utf-8");
        assertThat(file("icon-halt.svg").contentType()).startsWith("image/svg+xml");
        final ApiResponse page = call(0, Map.of());
        assertThat(page.headers()).doesNotContainKey("Cache-Control");
        assertThat(page.headers().get("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'", "style-src 'self'",
            "require-trusted-types-for 'script'", "frame-ancestors 'none'").doesNotContain("unsafe", "data:", "*");
        assertThat(new PageFiles().version()).as("the same files, the same name").isEqualTo(version());
    }

    @Test
    void shouldRefuseAnotherVersionAndAFileThatIsNotThere()
    {
        assertThatThrownBy(() -> call(1, Map.of("version", "0123456789abcdef", "file", "main.js"))).isInstanceOf(ApiProblem.class);
        for (final String name : List.of("index.html", "files.txt", "..", "PageFiles.class", ""))
        {
            assertThatThrownBy(() -> file(name)).as(name).isInstanceOfSatisfying(
                ApiProblem.class, problem -> assertThat(problem.status()).isEqualTo(404));
        }
    }

    @Test
    void shouldMakeNoTextAProgramAndNoFileTooLong() throws Exception
    {
        assertThat(text(call(0, Map.of()))).doesNotContain("<style", "style=", "javascript:", "http:", "https:")
            .doesNotContainPattern("<script(?! type=\"module\" src=)").doesNotContainPattern(" on[a-z]+=");
        for (final String name : names())
        {
            final String text = text(file(name));
            assertThat(text).as(name).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                "new Function", "https://", "import(");
            final String[] lines = name.endsWith(".svg") ? new String[0] : text.split("\n", -1);
            assertThat(lines.length).as(name).isLessThan(MOST_LINES);
            for (int i = 0; i < lines.length; i++)
            {
                assertThat(lines[i].length()).as(name + ':' + (i + 1)).isLessThanOrEqualTo(LONGEST_LINE);
            }
        }
    }
}
