package dev.sarangbang.adapter.spi;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that can be set in a configuration: its name, what it means, which values are allowed, and which one holds when none is
 * given. Compared by identity: declare each as a constant.
 *
 * @param <T> what its text stands for
 */
public final class Setting<T> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private final String name;
    private final String meaning;
    private final String allowed;
    private final Function<String, Optional<T>> parser;
    private final List<String> choices;
    private final Optional<String> otherwise;
    private final boolean secret;

    private Setting(
            String name,
            String meaning,
            String allowed,
            Function<String, Optional<T>> parser,
            List<String> choices,
            Optional<String> otherwise,
            boolean secret) {
        this.name = name;
        this.meaning = meaning;
        this.allowed = allowed;
        this.parser = parser;
        this.choices = choices;
        this.otherwise = otherwise;
        this.secret = secret;
    }

    /**
     * A setting of whatever kind. It has no default: whoever uses it has to set it.
     *
     * @param name lower-case words joined by hyphens and dots
     * @param meaning a sentence, as in the documentation
     * @param allowed what a value must be, so that "must be …" is a sentence
     * @param parser the value that a text stands for; empty if the text is not allowed
     */
    public static <T> Setting<T> of(String name, String meaning, String allowed, Function<String, Optional<T>> parser) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a setting: " + name);
        }
        return new Setting<>(name, meaning, allowed, parser, List.of(), Optional.empty(), false);
    }

    /** Any text that is not blank. */
    public static Setting<String> text(String name, String meaning) {
        return of(name, meaning, "text", text -> Optional.of(text).filter(some -> !some.isBlank()));
    }

    /** A whole number within bounds, both included. */
    public static Setting<Integer> wholeNumber(String name, String meaning, int least, int most) {
        return of(name, meaning, "a whole number from " + least + " to " + most, text -> {
            try {
                return Optional.of(Integer.valueOf(text)).filter(number -> number >= least && number <= most);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** A time with its unit, such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 30d}; bounds included. */
    public static Setting<Duration> duration(String name, String meaning, Duration least, Duration most) {
        String allowed = "a time from %s to %s, such as 500ms, 10s, 5m, 2h or 30d".formatted(show(least), show(most));
        return of(
                name,
                meaning,
                allowed,
                text -> parseDuration(text).filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0));
    }

    /** One of the constants of an enum, in lower case and with hyphens. */
    public static <E extends Enum<E>> Setting<E> choice(String name, String meaning, Class<E> type) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return choice(name, meaning, "one of", choices);
    }

    /**
     * One of several texts.
     *
     * @param what what each of them is, so that "must be …: a, b, c" is a sentence
     * @param choices what each of them stands for
     */
    public static <T> Setting<T> choice(String name, String meaning, String what, Map<String, T> choices) {
        List<String> texts = List.copyOf(choices.keySet());
        String allowed = what + ": " + String.join(", ", texts);
        Setting<T> setting = of(name, meaning, allowed, text -> Optional.ofNullable(choices.get(text)));
        return new Setting<>(name, meaning, allowed, setting.parser, texts, setting.otherwise, setting.secret);
    }

    /** This setting with a default. Throws {@link IllegalArgumentException} if it is not allowed itself. */
    public Setting<T> orElse(String text) {
        if (parser.apply(text).isEmpty()) {
            throw new IllegalArgumentException(name + " must be " + allowed + ", not " + text);
        }
        return new Setting<>(name, meaning, allowed, parser, choices, Optional.of(text), secret);
    }

    /** This setting, but one may leave it out, or empty. */
    public Setting<Optional<T>> optional() {
        return new Setting<>(
                name,
                meaning,
                allowed + ", or empty",
                text -> {
                    Optional<T> value = text.isEmpty() ? Optional.empty() : parser.apply(text);
                    return text.isEmpty() || value.isPresent() ? Optional.of(value) : Optional.empty();
                },
                choices,
                Optional.of(""),
                secret);
    }

    /** This setting, its values never shown anywhere. */
    public Setting<T> secret() {
        return new Setting<>(name, meaning, allowed, parser, choices, otherwise, true);
    }

    public String name() {
        return name;
    }

    /** A sentence, as in the documentation. */
    public String meaning() {
        return meaning;
    }

    /** What a value must be: "must be …" is a sentence. */
    public String allowed() {
        return allowed;
    }

    /** All texts that are allowed, if they can be counted out; none otherwise. */
    public List<String> choices() {
        return choices;
    }

    /** The text that holds when none is given; empty if one has to be. */
    public Optional<String> otherwise() {
        return otherwise;
    }

    /** Whether values must not be shown. */
    public boolean isSecret() {
        return secret;
    }

    /** What {@code text} stands for; empty if it is not allowed. */
    public Optional<T> parse(String text) {
        return parser.apply(text);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    private static String show(Duration time) {
        if (time.toMillisPart() != 0 || time.isZero()) {
            return time.toMillis() + "ms";
        }
        if (time.toSecondsPart() != 0) {
            return time.toSeconds() + "s";
        }
        if (time.toMinutesPart() != 0) {
            return time.toMinutes() + "m";
        }
        return time.toHoursPart() != 0 ? time.toHours() + "h" : time.toDays() + "d";
    }
}
