package org.barscancel.bench;

/**
 * What a compared program is told: where the far sides are, and how much to do.
 *
 * @param base FHIR base of both far sides
 * @param latencyMillis how long each answer takes, for the report
 * @param inFlight most cancellations at a time
 * @param warmUp how many are carried out before those that count
 * @param cancellations how many count
 */
record Arguments(String base, long latencyMillis, int inFlight, int warmUp, int cancellations) {
    static Arguments of(String... given) {
        return new Arguments(
                given[0],
                Long.parseLong(given[1]),
                Integer.parseInt(given[2]),
                Integer.parseInt(given[3]),
                Integer.parseInt(given[4]));
    }

    String[] given() {
        return new String[] {
            base,
            Long.toString(latencyMillis),
            Integer.toString(inFlight),
            Integer.toString(warmUp),
            Integer.toString(cancellations)
        };
    }
}
