package azure.keyvault.certificate_validity_test

import data.azure.keyvault.certificate_validity
import data.lib.resources_sample_test as sample

certificate(policy) := {
	"id": "/subscriptions/0001/resourcegroups/shop/providers/microsoft.keyvault/vaults/kv-shop/certificates/shop",
	"type": "microsoft.keyvault.data/vaults/certificates",
	"name": "shop",
	"policy": policy,
}

cli(months) := certificate({"x509CertificateProperties": {"subject": "CN=shop.contoso.example", "validityInMonths": months}})

rest(months) := certificate({"x509_props": {"subject": "CN=shop.contoso.example", "validity_months": months}})

policy(months) := object.union(certificate(null), {"properties": {"validityInMonths": months}})

at_most(months) := {"azure": {"keyvault": {"certificate_validity": {"maximumValidityInMonths": months}}}}

verdict(certificate) := found if {
	found := {"healthy": certificate_validity.healthy, "reasons": certificate_validity.reasons}
		with input as certificate
		with data.parameters as at_most(12)
}

test_healthy_within_the_limit if {
	every object in [cli(12), cli(6), rest(12), rest(1), policy(12), policy(1)] {
		verdict(object) == sample.healthy
	}
}

test_unhealthy_beyond_the_limit if {
	reason := "the certificate is valid for 13 months, wanted at most 12"
	every object in [cli(13), rest(13), policy(13)] {
		verdict(object) == sample.unhealthy(reason)
	}
}

test_limit_is_a_parameter if {
	not certificate_validity.healthy with input as cli(12) with data.parameters as at_most(6)
	certificate_validity.healthy with input as rest(24) with data.parameters as at_most(24)
}

test_missing_validity_is_unhealthy if {
	every object in [cli(null), rest(null), policy(null), certificate({}), certificate(null)] {
		verdict(object) == sample.unhealthy("the validity is not set, wanted at most 12 months")
	}
}

test_validity_of_another_type_is_unhealthy if {
	every months in ["6", true, [], 0, -6] {
		not certificate_validity.healthy with input as cli(months) with data.parameters as at_most(12)
		not certificate_validity.healthy with input as policy(months) with data.parameters as at_most(12)
		not certificate_validity.healthy with input as rest(months) with data.parameters as at_most(12)
	}
	both := certificate({"x509CertificateProperties": {"validityInMonths": "6"}, "x509_props": {"validity_months": 6}})
	not certificate_validity.healthy with input as both with data.parameters as at_most(12)
}
