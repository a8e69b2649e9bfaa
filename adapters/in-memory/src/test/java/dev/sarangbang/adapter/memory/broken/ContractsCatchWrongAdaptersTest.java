package dev.sarangbang.adapter.memory.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.sarangbang.adapter.memory.InMemoryAccounts;
import dev.sarangbang.adapter.memory.InMemoryDeviceCursors;
import dev.sarangbang.adapter.memory.InMemoryHeldMessages;
import dev.sarangbang.adapter.memory.InMemoryLoginSessions;
import dev.sarangbang.adapter.memory.InMemoryNodeIds;
import dev.sarangbang.adapter.memory.InMemoryPresenceBoard;
import dev.sarangbang.adapter.memory.InMemoryReadMarks;
import dev.sarangbang.adapter.memory.InMemoryRoomDirectory;
import dev.sarangbang.adapter.memory.InMemoryRoomLog;
import dev.sarangbang.adapter.memory.UnsafeFastPasswordHasher;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contracts notice every adapter that is wrong on purpose, by the test of the promise that it breaks. */
class ContractsCatchWrongAdaptersTest {

    private static final Pattern NUMBER = Pattern.compile("([A-Z]\\d+): .+");

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAdapters")
    void catches(Wrong<?> wrong) {
        assertThat(testsOf(wrong).failed().count())
                .as("failed tests of %s", wrong.promise())
                .isPositive();
    }

    /** Else a contract that fails always would pass for one that catches everything. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rightAdapters")
    void lets_right_adapters_pass(Wrong<?> right) {
        Events tests = testsOf(right);

        assertThat(tests.failed().list()).isEmpty();
        assertThat(tests.aborted().list()).isEmpty();
        assertThat(tests.succeeded().count()).isEqualTo(tests.started().count()).isPositive();
    }

    @Test
    void every_promise_that_is_tested_is_broken_by_some_adapter() {
        Set<String> tested = rightAdapters()
                .flatMap(right -> numbersOfTests(right.contract()))
                .collect(Collectors.toSet());
        Set<String> broken = wrongAdapters().map(Wrong::promise).collect(Collectors.toSet());

        assertThat(tested).hasSizeGreaterThan(50);
        assertThat(broken).containsExactlyInAnyOrderElementsOf(tested);
    }

    static Stream<Wrong<?>> wrongAdapters() {
        return Stream.of(
                        WrongRoomLogs.all(),
                        WrongSearches.all(),
                        WrongMarks.all(),
                        WrongAccounts.all(),
                        WrongDirectories.all(),
                        WrongHashers.all(),
                        WrongBoards.all(),
                        WrongLenders.all(),
                        WrongDelivery.all())
                .flatMap(List::stream);
    }

    static Stream<Wrong<?>> rightAdapters() {
        return Stream.of(
                new Wrong<>("", "is right", UnderTest.OfRoomLog.class, InMemoryRoomLog::new),
                new Wrong<>("", "is right", UnderTest.OfMessageSearch.class, SearchedLog::new),
                new Wrong<>("", "is right", UnderTest.OfDeviceCursors.class, InMemoryDeviceCursors::new),
                new Wrong<>("", "is right", UnderTest.OfReadMarks.class, InMemoryReadMarks::new),
                new Wrong<>("", "is right", UnderTest.OfAccounts.class, InMemoryAccounts::new),
                new Wrong<>("", "is right", UnderTest.OfLoginSessions.class, InMemoryLoginSessions::new),
                new Wrong<>("", "is right", UnderTest.OfRoomDirectory.class, InMemoryRoomDirectory::new),
                new Wrong<>("", "is right", UnderTest.OfPresenceBoard.class, InMemoryPresenceBoard::new),
                new Wrong<>(
                        "",
                        "is right",
                        UnderTest.OfHeldMessages.class,
                        () -> new InMemoryHeldMessages(InstantSource.system())),
                new Wrong<>("", "is right", UnderTest.OfNodeIds.class, InMemoryNodeIds::new),
                new Wrong<>(
                        "",
                        "is right",
                        UnderTest.OfPasswordHasher.class,
                        () -> new UnsafeFastPasswordHasher(new SecureRandom())),
                new Wrong<>("", "is right", UnderTest.OfSyncQueues.class, FakeBroker::new),
                new Wrong<>("", "is right, and slow", UnderTest.OfSyncQueues.class, LateBroker::new));
    }

    /** The tests of the promise it breaks; all, if it breaks none. */
    private static Events testsOf(Wrong<?> wrong) {
        UnderTest.set(wrong);
        PostDiscoveryFilter ofThePromise = test -> FilterResult.includedIf(!test.isTest()
                || wrong.promise().isEmpty()
                || test.getDisplayName().startsWith(wrong.promise() + ":"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(wrong.contract()))
                .filters(ofThePromise)
                .execute()
                .testEvents();
    }

    private static Stream<String> numbersOfTests(Class<?> contract) {
        return Stream.<Class<?>>iterate(contract, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getAnnotation(DisplayName.class).value())
                .map(name -> NUMBER.matcher(name).replaceFirst("$1"));
    }
}
