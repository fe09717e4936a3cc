package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ConfigLoader;
import io.interlock.console.access.Role;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import io.interlock.console.metrics.MetricsContext;
import io.interlock.console.metrics.MetricsRoute;
import io.interlock.console.page.PageRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file says what the routes do, no more and no less: every route, role, field, parameter and example. */
class OpenApiTest
{
    private static JsonNode file;
    private static Map<String, ApiResponse> answers;
    private static List<ApiRoute> routes;

    @BeforeAll
    static void read(@TempDir final Path directory) throws IOException
    {
        try (InputStream in = ApiRoutes.class.getResourceAsStream(Pages.OPENAPI))
        {
            file = LiveRig.JSON.readTree(in);
        }
        answers = RealAnswers.all(directory);
        try (LiveRig rig = new LiveRig(null, ""))
        {
            routes = hosted(rig);
        }
    }

    /** With what the host adds beside the others. The page's files are no part of the interface. */
    private static List<ApiRoute> hosted(final LiveRig rig)
    {
        final FixedView view = new FixedView();
        final List<ApiRoute> all = new ArrayList<>(rig.routes());
        all.add(MetricsRoute.of(MetricsContext.of(view)));
        all.add(SeriesRoute.of(view, new Series(view), () -> ConfigLoader.load("test", "preset: default")));
        PageRoutes.all().stream().filter(route -> !PageRoutes.FILES.equals(route.template())).forEach(all::add);
        return all;
    }

    /** By method and path. */
    private static Map<String, JsonNode> operations()
    {
        final Map<String, JsonNode> all = new TreeMap<>();
        file.get("paths").properties().forEach(path -> path.getValue().properties().forEach(
            operation -> all.put(operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(), operation.getValue())));
        return all;
    }

    private static JsonNode content(final JsonNode operation)
    {
        return operation.at("/responses/200/content/application~1json");
    }

    private static JsonNode schema(final JsonNode schema)
    {
        final String reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? schema : file.at(reference.substring(1));
    }

    private static List<String> names(final JsonNode object)
    {
        final List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldNameEachRouteWithItsRoles()
    {
        final Map<String, List<String>> real = new TreeMap<>();
        for (final ApiRoute route : routes)
        {
            final List<String> roles = new ArrayList<>();
            for (final Role role : new Role[] {route.role(), route.also()})
            {
                if (role != null)
                {
                    roles.add(role.name().toLowerCase(Locale.ROOT));
                }
            }
            real.put(route.method() + ' ' + route.template(), roles);
        }
        final Map<String, List<String>> told = new TreeMap<>();
        operations().forEach((name, operation) ->
        {
            final List<String> roles = new ArrayList<>();
            operation.get("x-roles").forEach(role -> roles.add(role.textValue()));
            told.put(name, roles);
            assertThat(operation.has("security")).as(name + " needs no token").isEqualTo(roles.isEmpty());
        });
        assertThat(told).isEqualTo(real);
    }

    @Test
    void shouldShowRealAnswersAsExamples()
    {
        operations().forEach((name, operation) ->
        {
            final JsonNode example = content(operation).path("example");
            if (!example.isMissingNode())
            {
                assertThat(RealAnswers.json(answers.get(name))).as(name).isEqualTo(example);
            }
            assertThat(example.isMissingNode()).as(name)
                .isEqualTo(List.of("GET /", "GET /api/stream", "GET /metrics", "GET /openapi.json").contains(name));
        });
    }

    @Test
    void shouldDescribeEveryFieldThatIsAnsweredAndNoOther()
    {
        operations().forEach((name, operation) ->
        {
            if (content(operation).has("example"))
            {
                compare(name, schema(content(operation).get("schema")), List.of(RealAnswers.json(answers.get(name))));
            }
        });
    }

    @Test
    void shouldDescribeEachKindOfEventWithItsFields()
    {
        final JsonNode kinds = operations().get("GET /api/stream").at("/responses/200/content/text~1event-stream/x-events");
        final Map<String, List<JsonNode>> events = RealAnswers.events();
        assertThat(names(kinds)).containsExactlyInAnyOrderElementsOf(events.keySet());
        events.forEach((kind, all) -> compare("event " + kind, schema(kinds.get(kind).get("schema")), all));
    }

    @Test
    void shouldSayWhatIsAnsweredWhereASecondPersonIsNeeded()
    {
        final JsonNode answer = RealAnswers.json(answers.get("202"));
        assertThat(answers.get("202").status()).isEqualTo(202);
        for (final String command : List.of("recover", "reset", "accept", "config"))
        {
            final JsonNode told = operations().get("POST /api/circuit-breaker/" + command).at("/responses/202/content/application~1json");
            final JsonNode schema = schema(told.get("schema"));
            assertThat(names(schema.get("properties"))).containsExactlyElementsOf(names(answer));
            answer.properties().forEach(field -> assertType(
                field.getKey(), schema.get("properties").get(field.getKey()), field.getValue()));
            assertThat(told.path("example")).isIn(answer, told.path("nothing"));
        }
        assertThat(operations().get("POST /api/circuit-breaker/recover").at("/responses/202/content/application~1json/example"))
            .isEqualTo(answer);
    }

    /** Of several values of one schema the fields of all are looked at, so that each field of a list is there once. */
    private static void compare(final String where, final JsonNode schema, final List<JsonNode> values)
    {
        assertThat(values).as(where + " is in no answer, so nothing shows that it is true").isNotEmpty();
        for (final JsonNode value : values)
        {
            assertType(where, schema, value);
        }
        if (schema.has("properties"))
        {
            final List<JsonNode> objects = values.stream().filter(JsonNode::isObject).toList();
            for (final JsonNode value : objects)
            {
                assertThat(names(value)).as(where).containsExactlyInAnyOrderElementsOf(names(schema.get("properties")));
            }
            schema.get("properties").properties().forEach(property -> compare(where + '.' + property.getKey(), schema(property.getValue()),
                objects.stream().map(value -> value.get(property.getKey())).toList()));
            assertThat(new TreeSet<>(names(schema.get("properties")))).as(where + " required")
                .isEqualTo(new TreeSet<>(List.of(LiveRig.JSON.convertValue(schema.get("required"), String[].class))));
        }
        else if (schema.has("items"))
        {
            final List<JsonNode> items = new ArrayList<>();
            values.forEach(value -> value.forEach(items::add));
            compare(where + "[]", schema(schema.get("items")), items);
        }
        else
        {
            assertThat(values.stream().anyMatch(value -> !value.isNull())).as(where + " is null everywhere").isTrue();
        }
    }

    private static void assertType(final String where, final JsonNode schema, final JsonNode value)
    {
        final List<String> types = new ArrayList<>();
        if (schema.get("type").isArray())
        {
            schema.get("type").forEach(type -> types.add(type.textValue()));
        }
        else
        {
            types.add(schema.get("type").textValue());
        }
        final String type = value.isNull() ? "null" : value.isTextual() ? "string" : value.isBoolean() ? "boolean"
            : value.isArray() ? "array" : value.isObject() ? "object"
            : value.isIntegralNumber() && types.contains("integer") ? "integer" : "number";
        assertThat(types).as(where + " is " + value).contains(type);
        if (schema.has("enum") && !value.isNull())
        {
            assertThat(LiveRig.JSON.convertValue(schema.get("enum"), String[].class)).as(where).contains(value.textValue());
        }
    }

    /** What is not documented is refused, and the refusal names what is. */
    @Test
    void shouldDescribeEveryFieldAndParameterThatIsTakenAndNoOther()
    {
        try (LiveRig rig = new LiveRig(null, ""))
        {
            final Map<String, JsonNode> operations = operations();
            // Scrapers add parameters of their own, and none changes anything.
            operations.remove("GET /metrics");
            // Nor does what a link to the page has behind it.
            operations.remove("GET /");
            operations.forEach((name, operation) ->
            {
                final String method = name.substring(0, name.indexOf(' '));
                final String path = name.substring(name.indexOf(' ') + 1);
                final JsonNode body = operation.at("/requestBody/content/application~1json/schema/properties");
                if (!body.isMissingNode())
                {
                    final ApiProblem refused = catchThrowableOfType(
                        ApiProblem.class, () -> LiveRig.call(hosted(rig), method, path, Map.of(), "{\"nonsense\":1}"));
                    assertThat(refused.status()).as(name).isEqualTo(400);
                    assertThat(refused.getMessage()).as(name).endsWith("these are allowed: " + String.join(", ", names(body)));
                }
                final List<String> parameters = new ArrayList<>();
                operation.path("parameters").forEach(parameter ->
                {
                    if ("query".equals(parameter.get("in").textValue()))
                    {
                        parameters.add(parameter.get("name").textValue());
                    }
                });
                final ApiProblem refused = catchThrowableOfType(
                    ApiProblem.class, () -> LiveRig.call(hosted(rig), method, path, Map.of("nonsense", "1"), minimal(operation)));
                assertThat(refused).as(name).isNotNull();
                assertThat(refused.getMessage()).as(name).contains("no parameter \"nonsense\"").endsWith(
                    parameters.isEmpty() ? "none is allowed" : "these are allowed: " + String.join(", ", parameters));
            });
        }
    }

    /** A body that is missing nothing. */
    private static String minimal(final JsonNode operation)
    {
        final JsonNode required = operation.at("/requestBody/content/application~1json/schema/required");
        final List<String> fields = new ArrayList<>();
        required.forEach(field -> fields.add('"' + field.textValue() + "\":" + switch (field.textValue())
        {
            case "enabled" -> "true";
            case "cause" -> "\"JOURNAL\"";
            case "for" -> "\"30m\"";
            default -> "\"x\"";
        }));
        return fields.isEmpty() ? null : '{' + String.join(",", fields) + '}';
    }

    @Test
    void shouldLeaveOutWhatNeedsAnEngineInThisProcess()
    {
        // A session is a matter of the server alone.
        assertThat(ApiRoutes.of(new FixedView(), null)).hasSizeGreaterThan(5)
            .allMatch(route -> "GET".equals(route.method()) || "/api/session".equals(route.template()));
    }

    /** The same routes; what it does not know is null where the file allows that, and each answer says its source. */
    @Test
    void shouldDescribeWhatAnAttachedConsoleAnswers()
    {
        final List<ApiRoute> attached = ApiRoutes.attached(new AttachedView());
        assertThat(attached).extracting(route -> route.method() + ' ' + route.template() + route.role() + route.also())
            .containsExactlyInAnyOrderElementsOf(routes.stream()
                .filter(route -> !List.of("/", "/metrics").contains(route.template()))
                .map(route -> route.method() + ' ' + route.template() + route.role() + route.also()).toList());
        int answered = 0;
        for (final Map.Entry<String, JsonNode> operation : operations().entrySet())
        {
            final String[] name = operation.getKey().split(" ");
            if (!"GET".equals(name[0]) || !content(operation.getValue()).has("example") || name[1].endsWith("/config")
                || List.of("/health", "/api/session", SeriesRoute.PATH).contains(name[1]))
            {
                continue;
            }
            final Map<String, String> query = name[1].endsWith("/check") ? Map.of("intent", "OPEN") : Map.of();
            final JsonNode answer = RealAnswers.json(LiveRig.call(attached, name[0], name[1], query, null));
            assertThat(answer.path("source").asText()).as(name[1]).isEqualTo("attached");
            assertTypes(name[1], schema(content(operation.getValue()).get("schema")), answer);
            answered++;
        }
        assertThat(answered).isGreaterThan(6);
        final ApiProblem refused = catchThrowableOfType(ApiProblem.class,
            () -> LiveRig.call(attached, "POST", "/api/circuit-breaker/kill", Map.of(), "{\"scope\":\"\"}"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.getMessage()).contains("nothing was done", "interlock operator");
        final ApiProblem stale = catchThrowableOfType(
            ApiProblem.class, () -> LiveRig.call(attached, "GET", "/health", Map.of(), null));
        assertThat(stale.status()).isEqualTo(503);
        assertThat(stale.getMessage()).contains("nobody knows when");
    }

    private static void assertTypes(final String where, final JsonNode schema, final JsonNode value)
    {
        assertType(where, schema, value);
        if (value.isObject() && schema.has("properties"))
        {
            assertThat(names(value)).as(where).containsExactlyInAnyOrderElementsOf(names(schema.get("properties")));
            value.properties().forEach(field -> assertTypes(
                where + '.' + field.getKey(), schema(schema.get("properties").get(field.getKey())), field.getValue()));
        }
        value.forEach(one ->
        {
            if (value.isArray())
            {
                assertTypes(where + "[]", schema(schema.get("items")), one);
            }
        });
    }
}
