/** What people can do with the chat: the use cases, and how they are carried out over the ports. */
module dev.sarangbang.application {
    requires transitive dev.sarangbang.domain;
    requires static org.jspecify;

    exports dev.sarangbang.application;
}
