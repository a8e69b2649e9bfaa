package dev.sarangbang.testing.servers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Ends servers that outlive this JVM. It is a shell that reads from a pipe what has been started; when this JVM is gone, be it by
 * {@code kill -9}, the pipe ends, and the shell kills what is left and deletes its directories.
 */
final class Reaper {

    private static final String SCRIPT = """
            groups=' '
            while read -r word what; do
                case $word in
                started) groups="$groups$what " ;;
                ended) groups="${groups%% $what *} ${groups#* $what }" ;;
                directory) set -- "$@" "$what" ;;
                esac
            done
            for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
            for try in 1 2 3; do rm -rf -- "$@" 2>/dev/null && exit; sleep 1; done
            """;

    private static final Reaper INSTANCE = new Reaper();

    private final BufferedWriter pipe;

    private Reaper() {
        try {
            // In a session of its own, so that the Ctrl-C that ends the JVM does not end this too.
            this.pipe = new ProcessBuilder("setsid", "sh", "-c", SCRIPT, "reaper")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter();
        } catch (IOException e) {
            throw new ServerException("setsid and sh are needed (Debian: apt-get install util-linux)", e);
        }
    }

    /** Deletes {@code directory} at the end. */
    static void directory(Path directory) {
        INSTANCE.tell("directory " + directory);
    }

    /** Kills the process group {@code group} at the end. */
    static void started(long group) {
        INSTANCE.tell("started " + group);
    }

    /** The process group is no more; its number may soon be somebody else's. */
    static void ended(long group) {
        INSTANCE.tell("ended " + group);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write(line);
            pipe.newLine();
            pipe.flush();
        } catch (IOException e) {
            throw new ServerException("the reaper is gone", e);
        }
    }
}
