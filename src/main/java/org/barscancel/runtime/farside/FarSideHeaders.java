package org.barscancel.runtime.farside;

import java.util.Objects;
import org.barscancel.BarsSettings;
import org.barscancel.FarSideDifferences;
import org.barscancel.HeaderSettings;
import org.barscancel.HeaderSettings.Organisation;
import org.barscancel.HeaderSettings.Practitioner;
import org.barscancel.HeaderSettings.Software;
import org.barscancel.bars.CallerIdentity;
import org.barscancel.bars.FarSide;
import org.barscancel.bars.UseContext;
import org.barscancel.request.TargetService;
import org.barscancel.runtime.start.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of the calls to a far side say (R19). An identity is taken as a whole: the code of one organisation
 * with the name of another would be neither.
 */
record FarSideHeaders(
        String coreVersion,
        @Nullable TargetService target,
        @Nullable Organisation organisation,
        @Nullable Software software,
        @Nullable Practitioner practitioner,
        HeaderSettings.UseContextParts useContext) {
    private static final Organisation NOBODY = new Organisation(null, null);
    private static final Software NOTHING = new Software(null, null, null);
    private static final Practitioner NO_ROLE = new Practitioner(null, null, null);

    /** Those of the default far sides. */
    static FarSideHeaders of(BarsSettings settings) {
        return new FarSideHeaders(
                settings.coreVersion(),
                target("bars", settings.targetService()),
                settings.organisation(),
                settings.software(),
                settings.practitioner(),
                settings.useContext());
    }

    /**
     * These, but for what a far side has of its own.
     *
     * @param setting what its settings begin with
     */
    FarSideHeaders with(String setting, FarSideDifferences own) {
        TargetService ownTarget = target(setting, own.targetService());
        FarSideDifferences.UseContext parts = own.useContext();
        return new FarSideHeaders(
                own.coreVersion() == null ? coreVersion : own.coreVersion(),
                ownTarget == null ? target : ownTarget,
                own.organisation() == null ? organisation : own.organisation(),
                own.software() == null ? software : own.software(),
                own.practitioner() == null ? practitioner : own.practitioner(),
                parts == null ? useContext : parts.over(useContext));
    }

    /** These, with another service when there is one. */
    FarSideHeaders meant(@Nullable TargetService service) {
        return service == null
                ? this
                : new FarSideHeaders(coreVersion, service, organisation, software, practitioner, useContext);
    }

    /** These, in another BaRS Core version. */
    FarSideHeaders inVersion(String version) {
        return new FarSideHeaders(version, target, organisation, software, practitioner, useContext);
    }

    @Nullable
    String odsCode() {
        return organisation == null ? null : organisation.odsCode();
    }

    FarSide farSide(String name, String url) {
        Organisation who = Objects.requireNonNullElse(organisation, NOBODY);
        Software with = Objects.requireNonNullElse(software, NOTHING);
        Practitioner as = Objects.requireNonNullElse(practitioner, NO_ROLE);
        return new FarSide(
                name,
                url.replaceAll("/+$", ""),
                coreVersion,
                target,
                new CallerIdentity(
                        who.odsCode(),
                        who.name(),
                        with.id(),
                        with.name(),
                        with.version(),
                        as.roleId(),
                        as.code(),
                        as.display()),
                new UseContext(useContext.category(), useContext.event(), useContext.reason()));
    }

    private static @Nullable TargetService target(String setting, HeaderSettings.@Nullable Target target) {
        if (target == null || (target.system() == null && target.value() == null)) {
            return null;
        }
        if (target.system() == null || target.value() == null) {
            throw new StartRefusedException(
                    "The target service is set by half.",
                    "Set both " + setting + ".target-service.system and .value, or none of them.");
        }
        return new TargetService(target.system(), target.value());
    }
}
