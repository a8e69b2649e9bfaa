package dev.sarangbang.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.equalTo;
import static dev.sarangbang.architecture.Rule.ADAPTERS_DO_NOT_KNOW_EACH_OTHER;
import static dev.sarangbang.architecture.Rule.APPLICATION_KNOWS_ONLY_THE_DOMAIN_AND_PLAIN_JAVA;
import static dev.sarangbang.architecture.Rule.CORE_CLASSES_ARE_CLOSED_TO_SUBCLASSING;
import static dev.sarangbang.architecture.Rule.CORE_HAS_NO_MONITORS_AND_THE_DOMAIN_NO_VOLATILES;
import static dev.sarangbang.architecture.Rule.CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS;
import static dev.sarangbang.architecture.Rule.CORE_THROWS_NOTHING_CHECKED;
import static dev.sarangbang.architecture.Rule.DOMAIN_KNOWS_ONLY_ITSELF_AND_PLAIN_JAVA;
import static dev.sarangbang.architecture.Rule.DRIVEN_ADAPTERS_DO_NOT_KNOW_THE_APPLICATION;
import static dev.sarangbang.architecture.Rule.EVERY_IMPLEMENTATION_OF_A_PORT_IS_HELD_TO_ITS_CONTRACT;
import static dev.sarangbang.architecture.Rule.EVERY_PORT_HAS_A_CONTRACT;
import static dev.sarangbang.architecture.Rule.NOBODY_KNOWS_THE_BOOTSTRAP;
import static dev.sarangbang.architecture.Rule.NO_DRIVER_SHOWS_IN_WHAT_AN_ADAPTER_OFFERS;
import static dev.sarangbang.architecture.Rule.ONLY_THE_EDGE_AND_THE_CODEC_KNOW_JSON;
import static dev.sarangbang.architecture.Rule.ONLY_THE_EDGE_KNOWS_TYRUS_AND_NETTY;
import static dev.sarangbang.architecture.Rule.PORTS_ARE_CONVERSATIONS_OF_AT_MOST_SIX_METHODS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows the rules classes that are wrong on purpose: each is caught, by the rule it breaks and by no other. */
class ArchitectureRulesBiteTest {

    /** Beside the real code in the real packages, but only in the tests, where {@link ArchitectureTest} does not look. */
    private static final JavaClasses WRONG = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(Packages.ROOT);

    record Wrong(String className, Set<Rule> rules) {

        /** As reports print it. */
        @Override
        public String toString() {
            return className + " breaks " + rules;
        }
    }

    static List<Wrong> wrong_classes() {
        return List.of(
                caught("domain.wrong.ReadsAFile", DOMAIN_KNOWS_ONLY_ITSELF_AND_PLAIN_JAVA),
                caught("domain.wrong.KnowsTheApplication", DOMAIN_KNOWS_ONLY_ITSELF_AND_PLAIN_JAVA),
                caught("application.wrong.KnowsAnAdapter", APPLICATION_KNOWS_ONLY_THE_DOMAIN_AND_PLAIN_JAVA),
                caught("application.wrong.OwnsAPool", APPLICATION_KNOWS_ONLY_THE_DOMAIN_AND_PLAIN_JAVA),
                caught("application.wrong.StartsAThread", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("application.wrong.ReadsTheSteadyClock", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("application.wrong.LogsByItself", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught(
                        "application.wrong.PrintsByItself",
                        APPLICATION_KNOWS_ONLY_THE_DOMAIN_AND_PLAIN_JAVA,
                        CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("domain.wrong.AsksWhatTimeItIs", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("domain.wrong.AsksByReference", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("domain.wrong.TakesTheSystemClock", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("domain.wrong.ThrowsDice", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("domain.wrong.ThrowsOldDice", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("domain.wrong.InventsIds", CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS),
                caught("domain.wrong.OpenToSubclassing", CORE_CLASSES_ARE_CLOSED_TO_SUBCLASSING),
                caught("domain.wrong.ThrowsChecked", CORE_THROWS_NOTHING_CHECKED),
                caught("domain.wrong.HasAMonitor", CORE_HAS_NO_MONITORS_AND_THE_DOMAIN_NO_VOLATILES),
                caught("domain.wrong.HasAVolatile", CORE_HAS_NO_MONITORS_AND_THE_DOMAIN_NO_VOLATILES),
                caught("domain.port.PortWithoutContract", EVERY_PORT_HAS_A_CONTRACT),
                caught(
                        "domain.port.PortOfEverything",
                        EVERY_PORT_HAS_A_CONTRACT,
                        PORTS_ARE_CONVERSATIONS_OF_AT_MOST_SIX_METHODS),
                caught("adapter.memory.wrong.UntestedHasher", EVERY_IMPLEMENTATION_OF_A_PORT_IS_HELD_TO_ITS_CONTRACT),
                caught("adapter.sqlite.wrong.KnowsItsNeighbour", ADAPTERS_DO_NOT_KNOW_EACH_OTHER),
                caught("adapter.sqlite.wrong.KnowsTheUseCases", DRIVEN_ADAPTERS_DO_NOT_KNOW_THE_APPLICATION),
                caught("adapter.sqlite.wrong.ShowsItsConnection", NO_DRIVER_SHOWS_IN_WHAT_AN_ADAPTER_OFFERS),
                caught("adapter.sqlite.wrong.KnowsItsWiring", NOBODY_KNOWS_THE_BOOTSTRAP),
                caught("bootstrap.wrong.SpeaksTheProtocol", ONLY_THE_EDGE_KNOWS_TYRUS_AND_NETTY),
                caught("bootstrap.wrong.WritesJson", ONLY_THE_EDGE_AND_THE_CODEC_KNOW_JSON));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong_classes")
    void a_wrong_class_is_caught_by_its_rules_and_by_no_other(Wrong wrong) {
        assertThat(rulesBrokenBy(wrong.className())).isEqualTo(wrong.rules());
    }

    @Test
    void every_rule_has_caught_something() {
        assertThat(wrong_classes()).flatExtracting(Wrong::rules).contains(Rule.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"adapter.memory.wrong.Neighbour", "adapter.sqlite.wrong.SharesTheForm", "bootstrap.wrong.Wiring"
            })
    void a_class_that_is_right_is_not_caught(String right) {
        assertThat(rulesBrokenBy(right)).isEmpty();
    }

    private static Set<Rule> rulesBrokenBy(String wrong) {
        JavaClass suspect = WRONG.get(Packages.ROOT + "." + wrong);
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.asArchRule()
                        .allowEmptyShould(true)
                        .evaluate(WRONG.that(equalTo(suspect)))
                        .hasViolation())
                .collect(Collectors.toSet());
    }

    private static Wrong caught(String wrong, Rule... broken) {
        return new Wrong(wrong, Set.of(broken));
    }
}
