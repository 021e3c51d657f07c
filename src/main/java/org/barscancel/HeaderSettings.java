package org.barscancel;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/** What the headers of a call say of the service that is meant and of those who ask (R19). */
public final class HeaderSettings {
    private HeaderSettings() {}

    /**
     * A service identifier; both parts or none.
     *
     * @param system {@code NHSD-Target-Identifier} when a request names no service: the identifier's system
     * @param value value of that identifier
     */
    public record Target(@Nullable String system, @Nullable String value) {
        /** An empty setting is an absent one. */
        public Target {
            system = BarsSettings.blankToNull(system);
            value = BarsSettings.blankToNull(value);
        }
    }

    /**
     * The calling organisation.
     *
     * @param odsCode ODS code in {@code NHSD-End-User-Organisation} and the owner of our pointers; sent when set
     * @param name name in the same header
     */
    public record Organisation(@Nullable String odsCode, @Nullable String name) {
        /** An empty setting is an absent one. */
        public Organisation {
            odsCode = BarsSettings.blankToNull(odsCode);
            name = BarsSettings.blankToNull(name);
        }
    }

    /**
     * The calling product.
     *
     * @param id identifier in {@code NHSD-Requesting-Software}, which may be {@code system|value}; sent when set
     * @param name name in the same header
     * @param version version in the same header
     */
    public record Software(@Nullable String id, @Nullable String name, @Nullable String version) {
        /** An empty setting is an absent one. */
        public Software {
            id = BarsSettings.blankToNull(id);
            name = BarsSettings.blankToNull(name);
            version = BarsSettings.blankToNull(version);
        }
    }

    /**
     * The acting role.
     *
     * @param roleId SDS role profile id in {@code NHSD-Requesting-Practitioner}; sent when set
     * @param code SNOMED CT code of the role in the same header
     * @param display what the code means
     */
    public record Practitioner(@Nullable String roleId, @Nullable String code, @Nullable String display) {
        /** An empty setting is an absent one. */
        public Practitioner {
            roleId = BarsSettings.blankToNull(roleId);
            code = BarsSettings.blankToNull(code);
            display = BarsSettings.blankToNull(display);
        }
    }

    /**
     * Parts of {@code use-context}.
     *
     * @param category use-case category when the appointment shows none; without one the header is not sent
     * @param event event, the third part of the header
     * @param reason reason, the last part of the header
     */
    public record UseContextParts(@Nullable String category, @NotBlank String event, @NotBlank String reason) {
        /** An empty setting is an absent one. */
        public UseContextParts {
            category = BarsSettings.blankToNull(category);
        }
    }
}
