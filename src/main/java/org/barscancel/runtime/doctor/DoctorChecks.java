package org.barscancel.runtime.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.barscancel.bars.FarSide;
import org.barscancel.cancellation.Leg;
import org.barscancel.doctor.Check;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.barscancel.runtime.farside.FarSides;
import org.barscancel.runtime.farside.Identities;
import org.jspecify.annotations.Nullable;

/** All checks, in the order in which they are told. */
public final class DoctorChecks {
    private DoctorChecks() {}

    /**
     * Makes the checks; nobody is called before they are run.
     *
     * @param appointment id of one to read at the default provider; null = none is read
     */
    public static List<Check> of(DoctorSubject subject, @Nullable String appointment) {
        List<Check> checks = new ArrayList<>();
        HomeExamined home = new HomeExamined(subject.settings(), subject.environment());
        checks.addAll(home.checks());
        checks.addAll(new DoorsExamined(subject.settings(), subject.environment()).checks());
        checks.add(new DatabaseExamined(subject.settings(), home).check());
        checks.add(new BrokerExamined(subject.settings(), subject.bundles()).check());
        checks.addAll(new BrokerQueuesExamined(subject.settings(), subject.bundles()).checks());
        Map<String, FarSideSetUp> setUps = new LinkedHashMap<>();
        FarSideSetUp.of(subject.settings()).forEach(setUp -> setUps.put(setUp.name(), setUp));
        List<FarSides.Pair> pairs = new ArrayList<>();
        pairs.add(subject.farSides().usual());
        pairs.addAll(subject.farSides().named().values());
        Map<String, FarSide> seen = new LinkedHashMap<>();
        for (FarSides.Pair pair : pairs) {
            for (FarSide farSide : List.of(pair.provider(), pair.registry())) {
                FarSideSetUp setUp = setUps.get(farSide.name());
                if (setUp == null || seen.putIfAbsent(farSide.name(), farSide) != null) {
                    continue;
                }
                Identities.Identity identity = subject.identities().of(farSide.name());
                DoctorCalls calls = new DoctorCalls(farSide, setUp.http(), identity, subject.clock());
                FarSideExamined examined = new FarSideExamined(farSide, identity, calls, setUp.http());
                ResourcesExamined resources = new ResourcesExamined(farSide, calls, examined.wayThere());
                checks.addAll(examined.checks());
                checks.addAll(
                        setUp.leg() == Leg.PROVIDER
                                ? resources.ofProvider(
                                        setUp.name().equals(FarSideSetUp.name(Leg.PROVIDER, null)) ? appointment : null)
                                : resources.ofRegistry(pair.pointers()));
            }
        }
        checks.addAll(
                new ReceiversExamined(subject.settings(), subject.environment(), subject.bundles(), subject.clock())
                        .checks());
        return checks;
    }
}
