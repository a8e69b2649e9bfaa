package dev.sarangbang.adapter.websocket.http;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which handler answers which method and path. Paths are matched whole; one that ends in {@code /*} stands for any last segment
 * that has no route of its own. Immutable.
 */
public final class Routes implements HttpHandler {

    private final Map<String, Map<String, HttpHandler>> byPath;
    private final Set<String> always;
    private final HttpHandler otherwise;

    private Routes(Map<String, Map<String, HttpHandler>> byPath, Set<String> always, HttpHandler otherwise) {
        this.byPath = byPath;
        this.always = Set.copyOf(always);
        this.otherwise = otherwise;
    }

    /** No routes yet: everything goes to {@code otherwise}. */
    public static Routes otherwise(HttpHandler otherwise) {
        return new Routes(Map.of(), Set.of(), otherwise);
    }

    /** These routes and one more. Who answers {@code GET} answers {@code HEAD}. */
    public Routes and(String method, String path, HttpHandler handler) {
        Map<String, Map<String, HttpHandler>> more = new LinkedHashMap<>();
        byPath.forEach((each, methods) -> more.put(each, new TreeMap<>(methods)));
        Map<String, HttpHandler> methods = more.computeIfAbsent(path, none -> new TreeMap<>());
        methods.put(method, handler);
        if (method.equals("GET")) {
            methods.put("HEAD", handler);
        }
        return new Routes(more, always, otherwise);
    }

    /** The same; and what is at {@code path} is answered however much else is being worked on. */
    public Routes andAlways(String method, String path, HttpHandler handler) {
        Routes more = and(method, path, handler);
        Set<String> paths = new HashSet<>(always);
        paths.add(path);
        return new Routes(more.byPath, paths, otherwise);
    }

    @Override
    public boolean isAlwaysAnswered(HttpRequest request) {
        return always.contains(request.path());
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        String path = request.path();
        Map<String, HttpHandler> methods = byPath.get(path);
        if (methods == null) {
            methods = byPath.get(path.substring(0, path.lastIndexOf('/') + 1) + "*");
        }
        if (methods == null) {
            return otherwise.answer(request);
        }
        HttpHandler handler = methods.get(request.method());
        return handler == null ? methodNotAllowed(methods.keySet()) : handler.answer(request);
    }

    /** The answer to a method that a resource does not have. */
    static HttpResponse methodNotAllowed(Iterable<String> allowed) {
        return HttpResponse.refusal(405, "method_not_allowed", "not with this method")
                .with("allow", String.join(", ", allowed));
    }
}
