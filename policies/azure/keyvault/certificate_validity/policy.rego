# METADATA
# title: Validity period of certificates stored in Azure Key Vault should not exceed 12 months
# description: >-
#   The longer a certificate is valid, the longer a stolen private key is of use. Evidence is the validity in
#   months that the policy of the certificate asks for.
# custom:
#   severity: medium
#   resource_types: [microsoft.keyvault.data/vaults/certificates]
#   parameters:
#     maximumValidityInMonths:
#       type: number
#       default: 12
#       description: How many months a certificate may be valid at most.
#   remediation: Shorten the validity in the issuance policy of the certificate and issue a new version.
#   assessment_key: fc84abc0-eee6-4758-8372-a7681965ca44
#   azure_policy: 0a075868-4c26-42ef-914c-5bc007359560
package azure.keyvault.certificate_validity

import data.lib.attributes

default healthy := false

maximum := data.parameters.azure.keyvault.certificate_validity.maximumValidityInMonths

# Azure CLI, REST and Azure Policy name the attribute differently.
names := {
	"policy.x509CertificateProperties.validityInMonths",
	"policy.x509_props.validity_months",
	"properties.validityInMonths",
}

months := {value |
	some path in names
	value := attributes.value(input, path)
	value != null
}

too_long := {value | some value in months; not is_within(value)}

is_within(value) if {
	is_number(value)
	value > 0
	value <= maximum
}

healthy if {
	count(months) > 0
	count(too_long) == 0
}

reasons contains sprintf("the validity is not set, wanted at most %v months", [maximum]) if count(months) == 0

reasons contains sprintf("the certificate is valid for %v months, wanted at most %v", [value, maximum]) if {
	some value in too_long
}
