package dev.sarangbang.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the rules demand where ArchUnit has no word for it. */
final class Conditions {

    static final int PORT_METHODS_MAX = 6;

    static final ArchCondition<JavaClass> BE_CLOSED = condition(
            "be final, abstract or sealed",
            type -> type.isAnonymousClass()
                    || type.getModifiers().contains(JavaModifier.FINAL)
                    || type.getModifiers().contains(JavaModifier.ABSTRACT)
                    || type.reflect().isSealed());

    static final ArchCondition<JavaCodeUnit> THROW_NOTHING_CHECKED = condition(
            "declare no checked exception",
            code -> code.getExceptionTypes().stream()
                    .allMatch(thrown ->
                            thrown.isAssignableTo(RuntimeException.class) || thrown.isAssignableTo(Error.class)));

    static final ArchCondition<JavaCodeUnit> SPEAK_OF_JAVA_AND_THIS_PROJECT_ONLY = condition(
            "take and return nothing but types of Java and of this project",
            code -> !code.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                    || Stream.concat(code.getRawParameterTypes().stream(), Stream.of(code.getRawReturnType()))
                            .map(JavaClass::getBaseComponentType)
                            .allMatch(Conditions::isOfJavaOrThisProject));

    static final ArchCondition<JavaMethod> NOT_BE_SYNCHRONIZED =
            condition("not be synchronized", method -> !method.getModifiers().contains(JavaModifier.SYNCHRONIZED));

    static final ArchCondition<JavaField> NOT_BE_VOLATILE =
            condition("not be volatile", field -> !field.getModifiers().contains(JavaModifier.VOLATILE));

    static final ArchCondition<JavaClass> HAVE_AT_MOST_SIX_METHODS =
            condition("have at most six methods", port -> port.getMethods().size() <= PORT_METHODS_MAX);

    static final ArchCondition<JavaClass> HAVE_A_CONTRACT =
            condition("have a contract in the contract kit", port -> Contracts.isContract(Packages.contractOf(port)));

    static final ArchCondition<JavaClass> BE_HELD_TO_THEIR_CONTRACTS = condition(
            "be tested by an extension of the contract of each of their ports",
            type -> Packages.portsOf(type).stream().allMatch(port -> Contracts.hold(type, port)));

    private Conditions() {}

    /** JDBC comes with Java and is a driver all the same. */
    private static boolean isOfJavaOrThisProject(JavaClass type) {
        return type.isPrimitive()
                || (type.getPackageName().startsWith("java.")
                        && !type.getPackageName().equals("java.sql"))
                || resideInAPackage(Packages.ROOT + "..").test(type);
    }

    private static <T> ArchCondition<T> condition(String description, Predicate<T> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(item, holds.test(item), item + " should " + description));
            }
        };
    }
}
