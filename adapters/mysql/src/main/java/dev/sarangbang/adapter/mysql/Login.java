package dev.sarangbang.adapter.mysql;

import java.util.Locale;
import java.util.Optional;

/** Which database, and as whom. */
record Login(ServerAddress server, String database, String user, Optional<String> password, Tls tls) {

    /** How what goes over the wire is protected. */
    enum Tls {
        /** Encrypted if the server can: against nobody who can change what is sent. */
        PREFERRED,
        /** Encrypted, or not at all. */
        REQUIRED,
        /** Encrypted, and the server shows a certificate that this machine trusts, for the name it is reached by. */
        VERIFIED;

        /** What the driver calls it. */
        String sslMode() {
            return this == VERIFIED ? "VERIFY_IDENTITY" : name().toUpperCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "database " + database + " at " + server + " as " + user;
    }
}
