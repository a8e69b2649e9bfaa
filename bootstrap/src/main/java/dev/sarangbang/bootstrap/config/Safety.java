package dev.sarangbang.bootstrap.config;

import dev.sarangbang.domain.Parsed.Valid;
import dev.sarangbang.domain.account.CommonPasswords;
import dev.sarangbang.domain.account.Password;
import dev.sarangbang.domain.account.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is allowed on one's own machine, for ease, and not where others come in. */
final class Safety {

    /** What stores are delivered with, and what people put in the place of a secret to begin with. */
    private static final Set<String> DEFAULTS = Set.of(
            "admin",
            "cassandra",
            "changeme",
            "default",
            "guest",
            "mysql",
            "password",
            "postgres",
            "rabbitmq",
            "redis",
            "root",
            "sarangbang",
            "secret",
            "test",
            "token");

    private static final Username NOBODY = new Username("nobody");

    private Safety() {}

    /** What is wrong with a server that is set up so. */
    static List<Problem> problems(
            Configuration.Web web, Configuration.PlainHttp plainHttp, Map<Key, Value> values, Set<Key> used) {
        List<Problem> problems = new ArrayList<>();
        if (!web.bind().isLoopbackAddress() && !web.isSecure() && plainHttp == Configuration.PlainHttp.LOOPBACK_ONLY) {
            problems.add(
                    new Problem(
                            "server.bind: " + web.bind().getHostAddress()
                                    + " can be reached by others, and without HTTPS passwords can be read on the way; set server.tls-certificate and"
                                    + " server.tls-key, or server.origins to the https address of a proxy, or server.plain-http = anywhere"));
        }
        if (web.isForOthers()
                && web.bind().isLoopbackAddress()
                && web.tls().isEmpty()
                && web.proxies().networks().isEmpty()) {
            problems.add(new Problem(
                    "server.origins: are of others, who can only come through a proxy on this machine, and this machine is not counted:"
                            + " no address would have a limit; set server.trusted-proxies to the proxy's own address, such as"
                            + " 127.0.0.1, ::1"));
        }
        if (web.isForOthers()) {
            values.forEach((key, value) -> {
                if (key.setting().isSecret() && used.contains(key) && isGuessedFirst(value.text())) {
                    problems.add(
                            new Problem(
                                    key.name() + " (" + value.origin()
                                            + "): is a secret that everybody tries first; it must be another one where others come in"));
                }
            });
        }
        return problems;
    }

    private static boolean isGuessedFirst(String secret) {
        return DEFAULTS.contains(secret.toLowerCase(Locale.ROOT))
                || Password.parse(secret) instanceof Valid<Password, Password.Flaw>(var text)
                        && CommonPasswords.isGuessedFirst(text, NOBODY);
    }
}
