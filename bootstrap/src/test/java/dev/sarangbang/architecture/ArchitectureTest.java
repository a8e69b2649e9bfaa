package dev.sarangbang.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds everything that is in the server's jar to the {@linkplain Rule rules}. */
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(Packages.ROOT);

    @ParameterizedTest(name = "{0}")
    @EnumSource(Rule.class)
    void the_code_keeps_the_rule(Rule rule) {
        rule.asArchRule().check(CODE);
    }

    /** A rule about a package that is not there is kept by nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                Packages.DOMAIN,
                Packages.PORTS,
                Packages.APPLICATION,
                Packages.CONTRACTS,
                Packages.SPI,
                Packages.CODEC,
                Packages.WEBSOCKET,
                Packages.BOOTSTRAP,
                "dev.sarangbang.adapter.memory..",
                "dev.sarangbang.adapter.sqlite..",
                "dev.sarangbang.adapter.mysql..",
                "dev.sarangbang.adapter.rabbitmq..",
                "dev.sarangbang.adapter.redis..",
                "dev.sarangbang.adapter.argon2..",
            })
    void the_packages_ruled_are_there(String packages) {
        assertThat(CODE.that(resideInAPackage(packages))).isNotEmpty();
    }

    @Test
    void every_package_says_why_it_is_there_and_is_null_marked() {
        Set<String> packages =
                CODE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).allSatisfy(name -> {
            String described = name + ".package-info";
            assertThat(CODE.contain(described)).as(described).isTrue();
            assertThat(CODE.get(described).isAnnotatedWith(NullMarked.class))
                    .as(described)
                    .isTrue();
        });
    }
}
