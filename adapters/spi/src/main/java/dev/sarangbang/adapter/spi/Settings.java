package dev.sarangbang.adapter.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of settings, all of them allowed. Immutable. */
public final class Settings {

    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /** The values that hold when nothing is set, as tests of an adapter may want them; settings without a default are left out. */
    public static Settings defaults(List<Setting<?>> settings) {
        Settings found = new Settings(Map.of());
        for (Setting<?> setting : settings) {
            found = setting.otherwise().isPresent()
                    ? found.withText(setting, setting.otherwise().get())
                    : found;
        }
        return found;
    }

    /** These values and one more. */
    public <T> Settings with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> more = new HashMap<>(values);
        more.put(setting, value);
        return new Settings(more);
    }

    /** These values and the one that {@code text} stands for. Throws {@link IllegalArgumentException} if it is not allowed. */
    public <T> Settings withText(Setting<T> setting, String text) {
        T value = setting.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(setting + " must be " + setting.allowed()));
        return with(setting, value);
    }

    /** The value of a setting. Throws {@link IllegalArgumentException} if it has none: it was not declared by its provider. */
    @SuppressWarnings("unchecked") // with(…) puts nothing but a T under a Setting<T>
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("no such setting here: " + setting);
        }
        return (T) value;
    }
}
