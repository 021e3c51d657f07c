package org.barscancel.conventions;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.util.unit.DataSize;

/** What a setting may be, by its type and the bounds that are checked at the start. */
final class SettingRule {
    /** What numbers count, by the last part of the name. */
    private static final Map<String, String> COUNTED = Map.ofEntries(
            Map.entry("concurrency", "calls in flight"),
            Map.entry("concurrency.provider", "calls in flight"),
            Map.entry("concurrency.registry", "calls in flight"),
            Map.entry("rate", "a second"),
            Map.entry("rate.provider", "a second"),
            Map.entry("rate.registry", "a second"),
            Map.entry("multiplier", "times"),
            Map.entry("failures", "attempts"),
            Map.entry("max-connections", "connections"),
            Map.entry("max-connections-per-address", "connections"),
            Map.entry("port", "TCP port"),
            Map.entry("csv-rows", "rows"),
            Map.entry("http-calls", "calls"),
            Map.entry("http-rate", "calls a second"),
            Map.entry("http-connections", "connections"),
            Map.entry("record-limit", "calls"),
            Map.entry("sampled", "part of 1"));

    private SettingRule() {}

    /** Of times, sizes and numbers; a dash where there is none. A number that has none here fails. */
    static String unit(Setting setting) {
        Class<?> type = setting.part().getType();
        if (type == Duration.class) {
            return "time";
        }
        if (type == DataSize.class) {
            return "size";
        }
        if (type == int.class || type == Integer.class || type == double.class) {
            String last = setting.name().substring(setting.name().lastIndexOf('.') + 1);
            String unit = COUNTED.getOrDefault(last, COUNTED.get(setting.name()));
            if (unit == null) {
                throw new IllegalStateException("What does bars." + setting.name() + " count?");
            }
            return unit;
        }
        return "–";
    }

    /** What it may be. */
    static String text(Setting setting) {
        Class<?> type = setting.part().getType();
        if (type.isEnum()) {
            return values(type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return "`true`, `false`";
        }
        if (type == int.class || type == Integer.class) {
            String least = "at least " + setting.bound(Min.class).orElseThrow().value();
            return setting.bound(Max.class)
                    .map(most -> least + ", at most " + most.value())
                    .orElse(least);
        }
        if (type == double.class) {
            return "at least " + setting.bound(DecimalMin.class).orElseThrow().value();
        }
        if (type == Duration.class) {
            return setting.bound(DurationMin.class)
                    .map(least -> "at least "
                            + Duration.ofMillis(least.millis())
                                    .plusSeconds(least.seconds())
                                    .toMillis() + " ms")
                    .orElse("a time");
        }
        if (type == DataSize.class) {
            return "a size";
        }
        if (type == Path.class) {
            return "a folder";
        }
        if (type == Charset.class) {
            return "a character set";
        }
        if (type == ZoneId.class) {
            return "a time zone";
        }
        if (type == List.class && setting.part().getGenericType().toString().contains("Sender")) {
            return "by number";
        }
        if (type == Map.class) {
            return setting.part().getGenericType().toString().endsWith("String, java.lang.String>")
                    ? "by the property's name"
                    : "by the code";
        }
        if (setting.part().getGenericType() instanceof ParameterizedType several
                && several.getActualTypeArguments()[0] instanceof Class<?> each
                && each.isEnum()) {
            return "of " + values(each);
        }
        return written(setting);
    }

    private static String written(Setting setting) {
        boolean filled = setting.bound(NotBlank.class).isPresent()
                || setting.bound(NotEmpty.class).isPresent();
        String what = Collection.class.isAssignableFrom(setting.part().getType()) ? "texts" : "a text";
        return setting.bound(Pattern.class)
                .map(pattern -> pattern.message().replaceFirst("^must be ", ""))
                .orElse(filled ? what + ", not empty" : what);
    }

    private static String values(Class<?> type) {
        return Setting.values(type).map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }
}
