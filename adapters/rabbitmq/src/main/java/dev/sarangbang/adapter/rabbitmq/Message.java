package dev.sarangbang.adapter.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.sarangbang.adapter.codec.Codec;
import dev.sarangbang.domain.account.AccountId;
import dev.sarangbang.domain.delivery.Delivery;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A delivery as it goes to the broker: encoded once, with one recipient as the routing key and the others as further ones. RabbitMQ
 * calls that sender-selected distribution: a queue bound to several of them gets the message once.
 */
final class Message {

    /** The header in which RabbitMQ looks for further routing keys. */
    private static final String FURTHER_KEYS = "CC";

    /** Kept in memory: the broker's restart ends the queues too. */
    private static final int TRANSIENT = 1;

    private static final byte[] NOTHING = {};

    /** Tells every node that it may have missed something. */
    static final Message MISSED = new Message(
            Broker.EVERYONE,
            new BasicProperties.Builder().deliveryMode(TRANSIENT).build(),
            NOTHING);

    private final String routingKey;
    private final BasicProperties properties;
    private final byte[] body;

    private Message(String routingKey, BasicProperties properties, byte[] body) {
        this.routingKey = routingKey;
        this.properties = properties;
        this.body = body;
    }

    /** A delivery to at least one recipient. */
    static Message of(Delivery delivery) {
        List<String> keys =
                delivery.recipients().stream().map(Message::routingKey).toList();
        var properties = new BasicProperties.Builder().deliveryMode(TRANSIENT);
        if (keys.size() > 1) {
            properties.headers(Map.of(FURTHER_KEYS, keys.subList(1, keys.size())));
        }
        return new Message(keys.get(0), properties.build(), Codec.DELIVERY.toBytes(delivery));
    }

    /** For whom a delivery is, whatever is in it; empty if that cannot be read either. */
    static Optional<Set<AccountId>> recipients(com.rabbitmq.client.Delivery arrival) {
        Set<AccountId> recipients = new HashSet<>();
        try {
            recipients.add(recipient(arrival.getEnvelope().getRoutingKey()));
            Map<String, Object> headers = arrival.getProperties().getHeaders();
            Object further = headers == null ? List.of() : headers.getOrDefault(FURTHER_KEYS, List.of());
            if (!(further instanceof List<?> keys)) {
                return Optional.empty();
            }
            keys.forEach(key -> recipients.add(recipient(String.valueOf(key))));
            return Optional.of(recipients);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Hands it to the broker. */
    void sendOn(Channel channel) throws IOException {
        channel.basicPublish(Broker.EXCHANGE, routingKey, properties, body);
    }

    /** What an account's queue is called here. */
    static String routingKey(AccountId account) {
        return Long.toString(account.value());
    }

    private static AccountId recipient(String routingKey) {
        return new AccountId(Long.parseLong(routingKey));
    }
}
