package io.interlock.console.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds who answers a path. Immutable; any thread. */
final class RouteTable
{
    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE");

    private final List<Template> templates = new ArrayList<>();

    /**
     * What a path leads to.
     *
     * @param template  of the route; null where there is none.
     * @param routes    by method; empty where there is none.
     * @param variables of the path.
     */
    record Match(String template, Map<String, ApiRoute> routes, Map<String, String> variables)
    {
    }

    private record Template(String text, List<String> parts, Map<String, ApiRoute> routes)
    {
        boolean isVariable(final int i)
        {
            return parts.get(i).startsWith("{");
        }
    }

    RouteTable(final List<ApiRoute> routes)
    {
        for (final ApiRoute route : routes)
        {
            if (!METHODS.contains(route.method()))
            {
                throw new IllegalArgumentException("a route takes " + METHODS + ", not " + route.method() + ": " + route.template());
            }
            if (of(route.template()).routes().put(route.method(), route) != null)
            {
                throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
            }
        }
    }

    private Template of(final String text)
    {
        for (final Template template : templates)
        {
            if (template.text().equals(text))
            {
                return template;
            }
        }
        final List<String> parts = "/".equals(text) ? List.of() : List.of(text.substring(1).split("/", -1));
        final Template template = new Template(text, parts, new HashMap<>());
        templates.add(template);
        return template;
    }

    /** What a path leads to; a template without variables comes before one with some. */
    Match find(final List<String> path)
    {
        Match found = null;
        for (final Template template : templates)
        {
            final Map<String, String> variables = variables(template, path);
            if (variables != null && (found == null || variables.size() < found.variables().size()))
            {
                found = new Match(template.text(), template.routes(), variables);
            }
        }
        return found == null ? new Match(null, Map.of(), Map.of()) : found;
    }

    private static Map<String, String> variables(final Template template, final List<String> path)
    {
        if (template.parts().size() != path.size())
        {
            return null;
        }
        final Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < path.size(); i++)
        {
            final String part = template.parts().get(i);
            if (template.isVariable(i))
            {
                variables.put(part.substring(1, part.length() - 1), path.get(i));
            }
            else if (!part.equals(path.get(i)))
            {
                return null;
            }
        }
        return variables;
    }

    /** The value of an {@code Allow} header. */
    static String allow(final Match match)
    {
        return String.join(", ", new TreeSet<>(match.routes().keySet()));
    }
}
