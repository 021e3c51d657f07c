package org.barscancel.bars;

import org.jspecify.annotations.Nullable;

/**
 * Who we are, for the identity headers (R19). A header is sent when its part is known.
 *
 * @param odsCode the organisation's ODS code
 * @param organisationName the organisation's name
 * @param softwareId the software's identifier; its system is part of it, {@code system|value}, or none
 * @param softwareName the product's name
 * @param softwareVersion the product's version
 * @param practitionerRoleId the SDS role profile id
 * @param practitionerCode SNOMED CT code of the role
 * @param practitionerDisplay what the code means
 */
public record CallerIdentity(
        @Nullable String odsCode,
        @Nullable String organisationName,
        @Nullable String softwareId,
        @Nullable String softwareName,
        @Nullable String softwareVersion,
        @Nullable String practitionerRoleId,
        @Nullable String practitionerCode,
        @Nullable String practitionerDisplay) {}
