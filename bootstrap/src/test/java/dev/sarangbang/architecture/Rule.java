package dev.sarangbang.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

/**
 * The rules of ARCHITECTURE.md that a class file can show; allow-lists where that is possible, because a list of what is
 * forbidden does not know what will be invented. {@link ArchitectureTest} holds the code to them,
 * {@link ArchitectureRulesBiteTest} holds them to their promise.
 */
enum Rule {
    DOMAIN_KNOWS_ONLY_ITSELF_AND_PLAIN_JAVA(classes()
            .that()
            .resideInAPackage(Packages.DOMAIN)
            .should()
            .onlyDependOnClassesThat(PlainJava.FOR_THE_DOMAIN.or(resideInAPackage(Packages.DOMAIN)))),

    APPLICATION_KNOWS_ONLY_THE_DOMAIN_AND_PLAIN_JAVA(classes()
            .that()
            .resideInAPackage(Packages.APPLICATION)
            .should()
            .onlyDependOnClassesThat(PlainJava.FOR_THE_APPLICATION.or(resideInAnyPackage(Packages.CORE)))),

    CORE_IS_GIVEN_TIME_CHANCE_AND_THREADS(classes()
            .that()
            .resideInAnyPackage(Packages.CORE)
            .should(never(accessTargetWhere(PlainJava.ASKING_THE_WORLD)))),

    CORE_CLASSES_ARE_CLOSED_TO_SUBCLASSING(classes()
            .that()
            .resideInAnyPackage(Packages.CORE)
            .and()
            .areNotInterfaces()
            .should(Conditions.BE_CLOSED)),

    CORE_THROWS_NOTHING_CHECKED(codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(Packages.CORE)
            .should(Conditions.THROW_NOTHING_CHECKED)),

    /** A monitor pins the virtual thread that waits in it, and hides which lock protects what. */
    CORE_HAS_NO_MONITORS_AND_THE_DOMAIN_NO_VOLATILES(CompositeArchRule.of(methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(Packages.CORE)
                    .should(Conditions.NOT_BE_SYNCHRONIZED))
            .and(fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(Packages.DOMAIN)
                    .should(Conditions.NOT_BE_VOLATILE))),

    PORTS_ARE_CONVERSATIONS_OF_AT_MOST_SIX_METHODS(
            classes().that(Packages.ARE_PORTS).should(Conditions.HAVE_AT_MOST_SIX_METHODS)),

    EVERY_PORT_HAS_A_CONTRACT(classes().that(Packages.ARE_PORTS).should(Conditions.HAVE_A_CONTRACT)),

    EVERY_IMPLEMENTATION_OF_A_PORT_IS_HELD_TO_ITS_CONTRACT(classes()
            .that()
            .resideInAPackage(Packages.ADAPTERS)
            .and(Packages.IMPLEMENT_A_PORT)
            .should(Conditions.BE_HELD_TO_THEIR_CONTRACTS)),

    /** What they may share is what is no adapter: the SPI, the contracts, and the form in which stores keep entries. */
    ADAPTERS_DO_NOT_KNOW_EACH_OTHER(slices().matching("dev.sarangbang.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage(Packages.ADAPTERS),
                    resideInAnyPackage(Packages.CONTRACTS, Packages.SPI, Packages.CODEC))),

    DRIVEN_ADAPTERS_DO_NOT_KNOW_THE_APPLICATION(noClasses()
            .that(resideInAPackage(Packages.ADAPTERS).and(not(resideInAPackage(Packages.WEBSOCKET))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Packages.APPLICATION)),

    /** Inside the edge, parts are public to each other; what others may use is in its own package. */
    NO_DRIVER_SHOWS_IN_WHAT_AN_ADAPTER_OFFERS(codeUnits()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(
                    resideInAPackage(Packages.ADAPTERS).and(not(resideInAPackage(Packages.INSIDE_THE_EDGE))))
            .should(Conditions.SPEAK_OF_JAVA_AND_THIS_PROJECT_ONLY)),

    NOBODY_KNOWS_THE_BOOTSTRAP(noClasses()
            .that()
            .resideInAnyPackage(Packages.DOMAIN, Packages.APPLICATION, Packages.ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Packages.BOOTSTRAP)),

    ONLY_THE_EDGE_KNOWS_TYRUS_AND_NETTY(noClasses()
            .that()
            .resideOutsideOfPackage(Packages.WEBSOCKET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.websocket..", "org.glassfish.tyrus..", "io.netty..")),

    ONLY_THE_EDGE_AND_THE_CODEC_KNOW_JSON(noClasses()
            .that()
            .resideOutsideOfPackages(Packages.WEBSOCKET, Packages.CODEC)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson.."));

    private final ArchRule rule;

    Rule(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule asArchRule() {
        return rule;
    }

    /** As reports print it. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
