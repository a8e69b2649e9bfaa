package dev.sarangbang.adapter.sqlite;

import java.nio.file.Path;

/**
 * A data directory cannot be used, and why. Thrown while it is opened; the message names the directory and is for
 * people.
 */
public abstract sealed class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path directory;

    private DataDirectoryException(Path directory, String message, Throwable cause) {
        super(message, cause);
        this.directory = directory;
    }

    private DataDirectoryException(Path directory, String message) {
        super(message);
        this.directory = directory;
    }

    /** The directory that cannot be used. */
    public Path directory() {
        return directory;
    }

    /** Another server, or another store of this one, has the directory open. */
    public static final class InUse extends DataDirectoryException {
        private static final long serialVersionUID = 1L;

        InUse(Path directory) {
            super(directory, "the data directory " + directory + " is in use by another running server");
        }
    }

    /**
     * A newer version of this software has written to the directory; going back would lose what only that one knows.
     */
    public static final class FromNewerVersion extends DataDirectoryException {
        private static final long serialVersionUID = 1L;

        FromNewerVersion(Path directory, String schemaVersion) {
            super(
                    directory,
                    "the data directory " + directory + " was written by a newer version (schema " + schemaVersion
                            + "); run that version, or restore a backup made before it");
        }
    }

    /** The directory cannot be created, read or written, or what is in it is not a database of ours. */
    public static final class Unusable extends DataDirectoryException {
        private static final long serialVersionUID = 1L;

        Unusable(Path directory, Throwable cause) {
            super(directory, "the data directory " + directory + " cannot be used: " + cause.getMessage(), cause);
        }
    }
}
