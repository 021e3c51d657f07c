package org.barscancel.request;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** How much text and how many elements an object of ours, or of the CSV library, holds on to. */
final class Retained {
    private Retained() {}

    static long by(Object root) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(root);
        long held = 0;
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            held++;
            if (next instanceof CharSequence text) {
                held += text.length();
            } else if (next instanceof Collection<?> many) {
                many.stream().filter(one -> one != null).forEach(open::push);
            } else if (next instanceof Map<?, ?> map) {
                open.push(map.values());
            } else if (next.getClass().isArray()) {
                held += Array.getLength(next);
            } else if (isLookedInto(next.getClass())) {
                fields(next, open);
            }
        }
        return held;
    }

    private static void fields(Object object, Deque<Object> open) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); isLookedInto(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    Object value = field.get(object);
                    if (value != null) {
                        open.push(value);
                    }
                }
            }
        }
    }

    private static boolean isLookedInto(Class<?> type) {
        return type.getName().startsWith("org.barscancel.") || type.getName().startsWith("org.apache.commons.csv.");
    }
}
