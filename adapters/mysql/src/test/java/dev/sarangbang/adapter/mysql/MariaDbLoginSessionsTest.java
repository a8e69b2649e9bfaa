package dev.sarangbang.adapter.mysql;

/** The same on MariaDB. */
class MariaDbLoginSessionsTest extends MySqlLoginSessionsTest {

    @Override
    Servers servers() {
        return Servers.MARIADB;
    }
}
