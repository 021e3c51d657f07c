package org.barscancel.runtime.start;

import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;

/** Sets what {@code bars.broker.properties} names. An environment variable has no small letters, so their case is not looked at. */
public final class BeanProperties {
    private BeanProperties() {}

    /**
     * Sets each of these on a bean.
     *
     * @throws StartRefusedException when the bean has no such property or refuses the value; the value is not repeated,
     *     since it may be a secret
     */
    public static void set(Object bean, Map<String, String> values) {
        BeanWrapper wrapper = PropertyAccessorFactory.forBeanPropertyAccess(bean);
        Map<String, String> names = Arrays.stream(wrapper.getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .map(PropertyDescriptor::getName)
                .collect(Collectors.toMap(BeanProperties::key, name -> name, (first, second) -> first));
        values.forEach((given, value) -> {
            String name = names.get(key(given));
            if (name == null) {
                throw refusal(bean, given, "which has no such property");
            }
            try {
                wrapper.setPropertyValue(name, value);
            } catch (BeansException refused) {
                throw refusal(bean, given, "which does not take that value");
            }
        });
    }

    private static String key(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static StartRefusedException refusal(Object bean, String name, String why) {
        return new StartRefusedException(
                "bars.broker.properties." + name + " cannot be set on "
                        + bean.getClass().getName() + ", " + why + ".",
                "Look up the properties of that class in its own manual; each is a method that begins with \"set\".");
    }
}
