package dev.sarangbang.adapter.rabbitmq;

/** Which broker, and as whom. */
record Login(BrokerAddresses brokers, String virtualHost, String user, String password, boolean tls) {

    @Override
    public String toString() {
        return "virtual host " + virtualHost + " at " + brokers + " as " + user;
    }
}
