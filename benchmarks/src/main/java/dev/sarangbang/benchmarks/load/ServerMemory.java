package dev.sarangbang.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process on this machine holds, after a collection that it is asked for with {@code jcmd}. */
final class ServerMemory {

    private static final Pattern USED = Pattern.compile("used\\s+(\\d+)K");

    private final long pid;

    ServerMemory(long pid) {
        this.pid = pid;
    }

    /** Live heap and resident memory, in KiB. */
    record Reading(long heapKib, long residentKib) {}

    Reading read() throws IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        long heap = 0;
        if (used.find()) {
            heap = Long.parseLong(used.group(1));
        }
        return new Reading(heap, new ServerCpu(pid).residentKib());
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output);
        }
        return output;
    }
}
