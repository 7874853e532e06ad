# METADATA
# title: Azure Cache for Redis should reside within a virtual network
# description: >-
#   Inside a virtual network the cache has no public endpoint, and network security groups decide who
#   reaches it. Evidence is the subnet of the cache.
# custom:
#   severity: medium
#   resource_types: [microsoft.cache/redis]
#   remediation: >-
#     The subnet is chosen when a cache is created. Create a Premium cache in a subnet, or use a private
#     endpoint, which has taken the place of this feature.
#   assessment_key: be264018-593c-1162-bd5e-b74a39396652
#   azure_policy: 7d092e0a-7acd-40d2-a975-dca21cae48c4
#   deprecated: true
package azure.cache.virtual_network

import data.lib.attributes

default healthy := false

healthy if attributes.has_text(input, "properties.subnetId")

reasons contains "properties.subnetId is not set, wanted a subnet of a virtual network" if not healthy
