package dev.sarangbang.adapter.mysql;

/** The same on MariaDB. */
class MariaDbRoomDirectoryTest extends MySqlRoomDirectoryTest {

    @Override
    Servers servers() {
        return Servers.MARIADB;
    }
}
