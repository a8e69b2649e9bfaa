package dev.sarangbang.adapter.cassandra;

import dev.sarangbang.adapter.spi.CannotOpenException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many copies of a keyspace there should be, and whether there can be so many. More copies than nodes is something that Cassandra
 * accepts and then answers nothing; and what a keyspace was made with stays, whatever the setting says later.
 *
 * @param datacenter the one whose copies are counted
 * @param replicas how many there should be
 * @param nodes of the data centre, whether they are up or not
 */
record Replication(String keyspace, String datacenter, int replicas, long nodes) {

    /** Before a slash: of those after it, some are transient. */
    private static final Pattern COPIES = Pattern.compile("(\\d+)(/\\d+)?");

    private static final String SIMPLE = "SimpleStrategy";

    /** To be asked before the keyspace is made. */
    void checkBeforeMaking() {
        if (replicas > nodes) {
            throw new CannotOpenException(
                    "cassandra.replicas is " + replicas + ", but data centre " + datacenter + " has "
                            + nodesShown() + ", which cannot keep so many copies; set cassandra.replicas to " + nodes
                            + " or less, or start again once there are more nodes");
        }
    }

    /**
     * Compares what is wanted with what there is.
     *
     * @param found what {@code system_schema.keyspaces} says of the keyspace
     */
    void check(Map<String, String> found) {
        int copies = copies(found);
        if (majority(copies) > nodes) {
            throw new CannotOpenException(
                    "keyspace " + keyspace + " has " + copies + " copies in data centre " + datacenter
                            + ", which has " + nodesShown() + ", so that nothing can be written; "
                            + alter(Math.max(1, Math.min(replicas, nodes))));
        }
        if (copies != replicas) {
            throw new CannotOpenException("keyspace " + keyspace + " has " + copies + " copies in data centre "
                    + datacenter
                    + ", and cassandra.replicas is " + replicas + ", which only a new keyspace is made with; set it to "
                    + copies + (replicas > nodes ? "" : ", or " + alter(replicas)));
        }
    }

    private String alter(long copies) {
        return "change the keyspace: ALTER KEYSPACE " + keyspace + " WITH replication = " + options(copies)
                + "; then nodetool repair --full " + keyspace + " on each node, and cassandra.replicas = " + copies;
    }

    /** As CQL says it. */
    String options() {
        return options(replicas);
    }

    private String options(long copies) {
        return "{'class': 'NetworkTopologyStrategy', '" + datacenter + "': " + copies + "}";
    }

    private int copies(Map<String, String> found) {
        String name = found.getOrDefault("class", "").endsWith(SIMPLE) ? "replication_factor" : datacenter;
        Matcher copies = COPIES.matcher(found.getOrDefault(name, "0"));
        return copies.matches() ? Integer.parseInt(copies.group(1)) : 0;
    }

    private static int majority(int copies) {
        return copies / 2 + 1;
    }

    private String nodesShown() {
        return nodes == 1 ? "one node" : nodes + " nodes";
    }
}
