package dev.sarangbang.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process on this machine has cost so far. Linux. */
final class ServerCpu {

    private final ProcessHandle process;

    ServerCpu(long pid) {
        process = ProcessHandle.of(pid).orElseThrow(() -> new IllegalArgumentException("no process " + pid));
    }

    /** CPU time of all its threads. */
    Duration used() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Resident memory in KiB. */
    long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
