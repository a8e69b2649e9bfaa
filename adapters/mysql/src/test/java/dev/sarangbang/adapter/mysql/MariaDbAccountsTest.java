package dev.sarangbang.adapter.mysql;

/** The same on MariaDB. */
class MariaDbAccountsTest extends MySqlAccountsTest {

    @Override
    Servers servers() {
        return Servers.MARIADB;
    }
}
