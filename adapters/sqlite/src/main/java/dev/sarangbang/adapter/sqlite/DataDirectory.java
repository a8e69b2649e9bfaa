package dev.sarangbang.adapter.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory that holds everything, claimed for one store of one process until it is closed.
 *
 * <p>What is created here is for its owner's eyes only. A directory that is there already keeps its permissions:
 * whoever made it knows better.
 */
final class DataDirectory implements AutoCloseable {

    static final String DATABASE_FILE = "sarangbang.db";
    static final String LOCK_FILE = "sarangbang.lock";

    /**
     * What this process has claimed. POSIX drops a process's lock on a file as soon as it closes <em>any</em> channel
     * to it, so a second claim must be refused before it opens one.
     */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Creates the directory and an empty database if need be, and claims it. Throws {@link DataDirectoryException}. */
    static DataDirectory claim(Path directory) {
        try {
            Path path = createDirectory(directory).toRealPath();
            if (!CLAIMED.add(path)) {
                throw new DataDirectoryException.InUse(path);
            }
            try {
                return lock(path);
            } catch (IOException | RuntimeException e) {
                CLAIMED.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw new DataDirectoryException.Unusable(directory, e);
        }
    }

    private static DataDirectory lock(Path path) throws IOException {
        Path lock = createFile(path.resolve(LOCK_FILE));
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new DataDirectoryException.InUse(path);
            }
            createFile(path.resolve(DATABASE_FILE));
            return new DataDirectory(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process, but classes loaded a second time
        }
    }

    /** The directory, without symbolic links. */
    Path path() {
        return path;
    }

    /** The file of the database. */
    Path database() {
        return path.resolve(DATABASE_FILE);
    }

    /** Lets others claim the directory. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new DataDirectoryException.Unusable(path, e);
        } finally {
            CLAIMED.remove(path);
        }
    }

    private static Path createDirectory(Path directory) throws IOException {
        return Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
    }

    private static Path createFile(Path file) throws IOException {
        try {
            return Files.createFile(file, ownerOnly(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            return file;
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
