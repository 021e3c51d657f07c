package org.barscancel.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Which of several media types a caller likes best. */
public final class Preferred {
    private Preferred() {}

    /**
     * Chooses.
     *
     * @param accept the header; absent or not understood means anything
     * @param offered what can be had; the first is taken where the caller does not mind, or wants none of them
     */
    public static MediaType of(@Nullable String accept, List<MediaType> offered) {
        for (MediaType wanted : wanted(accept)) {
            for (MediaType one : offered) {
                if (wanted.getQualityValue() > 0 && wanted.includes(one)) {
                    return one;
                }
            }
        }
        return offered.get(0);
    }

    private static List<MediaType> wanted(@Nullable String accept) {
        try {
            List<MediaType> wanted = new ArrayList<>(MediaType.parseMediaTypes(accept));
            MimeTypeUtils.sortBySpecificity(wanted);
            wanted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
            return wanted;
        } catch (InvalidMediaTypeException notUnderstood) {
            return List.of();
        }
    }
}
