# METADATA
# title: Accounts should have an owner
# custom:
#   severity: low
#   resource_types: [microsoft.storage/storageaccounts]
package contoso.storage.owner

default healthy := false

healthy if net.cidr_merge(input.ranges) with net.cidr_merge as net.lookup_ip_addr
