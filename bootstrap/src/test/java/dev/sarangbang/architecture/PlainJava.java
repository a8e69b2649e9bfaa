package dev.sarangbang.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.charset.Charset;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Which part of Java the core may use: what computes, and nothing that asks or changes the world. */
final class PlainJava {

    /** What both core modules may use. Packages are named one by one: {@code java.util.logging} is not {@code java.util}. */
    static final DescribedPredicate<JavaClass> FOR_THE_DOMAIN = resideInAnyPackage(
                    "java.lang",
                    "java.lang.annotation",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.time",
                    "java.time.temporal",
                    "java.util",
                    "java.util.function",
                    "java.util.random",
                    "java.util.stream",
                    "java.util.concurrent.atomic",
                    "java.nio.charset",
                    "org.jspecify.annotations")
            .or(oneOf(
                    InvalidKeyException.class,
                    Mac.class,
                    MessageDigest.class,
                    NoSuchAlgorithmException.class,
                    Normalizer.class,
                    Normalizer.Form.class,
                    SecretKeySpec.class))
            .as("plain Java");

    /** The use cases are also called by many threads at once, none of which they start. */
    static final DescribedPredicate<JavaClass> FOR_THE_APPLICATION = FOR_THE_DOMAIN
            .or(oneOf(ConcurrentHashMap.class, ConcurrentMap.class, Executor.class))
            .or(resideInAnyPackage("java.util.concurrent.locks"))
            .as("plain Java for many threads");

    /** Types that are in an allowed package and no business of the core. */
    private static final Set<String> WORLDLY_TYPES = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.InheritableThreadLocal",
            "java.time.Clock",
            "java.util.Random",
            "java.util.ResourceBundle",
            "java.util.Scanner",
            "java.util.ServiceLoader",
            "java.util.SplittableRandom",
            "java.util.TimeZone",
            "java.util.Timer",
            "java.util.random.RandomGeneratorFactory");

    /** Methods that ask the world although their type is harmless. */
    private static final Map<Class<?>, Set<String>> WORLDLY_METHODS = Map.of(
            Charset.class, Set.of("defaultCharset"),
            Collection.class, Set.of("parallelStream"),
            BaseStream.class, Set.of("parallel"),
            Collections.class, Set.of("shuffle"),
            InstantSource.class, Set.of("system", "tick"),
            Locale.class, Set.of("getDefault", "setDefault"),
            Math.class, Set.of("random"),
            RandomGenerator.class, Set.of("of", "getDefault"),
            UUID.class, Set.of("randomUUID"),
            ZoneId.class, Set.of("systemDefault"));

    /** Asking for the time, for chance, for a thread or for the environment, instead of being given them. */
    static final DescribedPredicate<JavaAccess<?>> ASKING_THE_WORLD =
            describe("ask the world for time, chance, threads or surroundings", access -> {
                AccessTarget target = access.getTarget();
                JavaClass owner = target.getOwner();
                String member = target.getName();
                if (WORLDLY_TYPES.contains(owner.getName())) {
                    return true;
                }
                if (owner.isEquivalentTo(System.class)) {
                    return !member.equals("arraycopy");
                }
                if (owner.getPackageName().startsWith("java.time") && member.equals("now")) {
                    return true;
                }
                return WORLDLY_METHODS.entrySet().stream()
                        .anyMatch(worldly -> owner.isAssignableTo(worldly.getKey())
                                && worldly.getValue().contains(member));
            });

    private PlainJava() {}

    private static DescribedPredicate<JavaClass> oneOf(Class<?>... types) {
        Set<Class<?>> allowed = Set.of(types);
        return describe("one of " + allowed, type -> allowed.stream().anyMatch(type::isEquivalentTo));
    }
}
