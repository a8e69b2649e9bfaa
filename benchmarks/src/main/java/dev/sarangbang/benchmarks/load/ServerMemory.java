package dev.sarangbang.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a Java process on this machine holds, after a collection that it is asked for with {@code jcmd}. */
final class ServerMemory {

    /** One line for each generation of the serial collector, or one for all; those of a generation's spaces read differently. */
    private static final Pattern USED = Pattern.compile("total (?:reserved )?.*, used (\\d+)K");

    private final long pid;

    ServerMemory(long pid) {
        this.pid = pid;
    }

    /** Live heap and resident memory, in KiB. */
    record Reading(long heapKib, long residentKib) {}

    Reading read() throws IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        long heap = USED.matcher(info)
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum();
        if (heap == 0) {
            throw new IOException("no generation has anything in it: " + info);
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
