package dev.sarangbang.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    /** The password has spaces in it. */
    @Test
    void how_to_reach_a_server_is_so_many_fields_as_there_are() {
        SqlServer mysql = MySqlServer.shared();

        assertThat(Main.line("mysql").split("\t"))
                .containsExactly(
                        "mysql", mysql.host() + ":" + mysql.port(), mysql.user(), mysql.password(), mysql.database());
    }
}
