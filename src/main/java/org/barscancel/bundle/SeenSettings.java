package org.barscancel.bundle;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

/** Some settings of another source, each with the place where it stands: whose files may be changed by others is looked at. */
final class SeenSettings extends EnumerablePropertySource<EnumerablePropertySource<?>> implements OriginLookup<String> {
    private final Predicate<String> seen;
    private final UnaryOperator<String> resolved;

    /**
     * @param seen by name
     * @param resolved puts in what a value refers to, which may stand among the settings that are not seen
     */
    SeenSettings(EnumerablePropertySource<?> source, Predicate<String> seen, UnaryOperator<String> resolved) {
        super(source.getName(), source);
        this.seen = seen;
        this.resolved = resolved;
    }

    @Override
    public String[] getPropertyNames() {
        return Arrays.stream(source.getPropertyNames()).filter(seen).toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        Object value = seen.test(name) ? source.getProperty(name) : null;
        return value instanceof CharSequence text ? resolved.apply(text.toString()) : value;
    }

    @Override
    public @Nullable Origin getOrigin(String name) {
        return seen.test(name) ? OriginLookup.getOrigin(source, name) : null;
    }
}
