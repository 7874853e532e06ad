# METADATA
# title: Storage account public access should be disallowed
# description: >-
#   Where the account allows it, anyone can read a container that was once made public. Evidence is that the
#   account forbids it explicitly.
# custom:
#   severity: medium
#   resource_types: [microsoft.storage/storageaccounts]
#   remediation: Set `allowBlobPublicAccess` to false.
#   fix: az storage account update --ids {id} --allow-blob-public-access false
#   assessment_key: 51fd8bb1-0db4-bbf1-7e2b-cfcba7eb66a6
#   azure_policy: 4fa4b6c0-31ca-4c0d-b10d-24b96f62a751
package azure.storage.public_blob_access

import data.lib.attributes

default healthy := false

applicable if not belongs_to_openshift

# Azure Red Hat OpenShift manages these accounts and forbids changes to them.
belongs_to_openshift if {
	regex.match(`/resourcegroups/aro-[^/]*/providers/.*/storageaccounts/(cluster|imageregistry)[^/]*$`, lower(input.id))
}

healthy if input.properties.allowBlobPublicAccess == false

reasons contains attributes.mismatch(input, "properties.allowBlobPublicAccess", "false") if not healthy
