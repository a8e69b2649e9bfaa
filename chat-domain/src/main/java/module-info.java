/** The rules of group chat, and the ports through which they reach the world. Reads only {@code java.base}. */
module dev.sarangbang.domain {
    requires static org.jspecify;

    exports dev.sarangbang.domain;
    exports dev.sarangbang.domain.account;
    exports dev.sarangbang.domain.delivery;
    exports dev.sarangbang.domain.id;
    exports dev.sarangbang.domain.message;
    exports dev.sarangbang.domain.port;
    exports dev.sarangbang.domain.presence;
    exports dev.sarangbang.domain.room;
    exports dev.sarangbang.domain.sync;
    exports dev.sarangbang.domain.text;
}
