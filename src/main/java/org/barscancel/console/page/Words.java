package org.barscancel.console.page;

import org.barscancel.cancellation.Leg;
import org.barscancel.cancellation.Source;
import org.jspecify.annotations.Nullable;

/** Codes in plain words. */
final class Words {
    private Words() {}

    /** A problem code as a heading: {@code Not current}. */
    static String problem(String code) {
        String words = code.replace('-', ' ').replace("nhs", "NHS");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String leg(Leg leg) {
        return leg(leg.code());
    }

    static String leg(String code) {
        return "provider".equals(code) ? "Appointment" : "Registry pointer";
    }

    static String channel(String channel) {
        return switch (channel) {
            case "file" -> "File";
            case "queue" -> "Queue";
            case "mllp" -> "HL7 v2 by MLLP";
            case "http" -> "HTTP";
            case Source.CONSOLE -> "Console";
            default -> channel;
        };
    }

    /** Why a far side is paused. */
    static String pause(@Nullable String reason) {
        if (reason == null) {
            return "";
        }
        return switch (reason) {
            case "unavailable" -> "It says that it is not available.";
            case "no-connection" -> "No connection to it could be made.";
            case "no-answer" -> "It did not answer in time.";
            case FarSideView.BY_HAND -> "A person has paused it.";
            case "too-many-requests" -> "It asks for fewer calls.";
            default -> Words.problem(reason) + ".";
        };
    }

    static String orNobody(@Nullable String requester) {
        return requester == null ? "not named" : requester;
    }

    static String count(long number, String one, String many) {
        return String.format(java.util.Locale.UK, "%,d %s", number, number == 1 ? one : many);
    }
}
