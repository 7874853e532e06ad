# METADATA
# title: VM Image Builder templates should use private link
# description: >-
#   Without a virtual network the machine that builds the image gets a public IP address. Evidence is the
#   virtual network configuration of the template.
# custom:
#   severity: medium
#   resource_types: [microsoft.virtualmachineimages/imagetemplates]
#   remediation: >-
#     Create the template anew with `vmProfile.vnetConfig`, which names the subnet of the build machine.
#   assessment_key: f6b0e473-eb23-c3be-fe61-2ae3e8309530
#   azure_policy: 2154edb9-244f-4741-9970-660785bccdaa
package azure.image_builder.private_link

import data.lib.attributes

default healthy := false

healthy if attributes.has_fields(input, "properties.vmProfile.vnetConfig")

reasons contains "properties.vmProfile.vnetConfig is not set, wanted the subnet of the build machine" if not healthy
