# METADATA
# description: An account without an owner is nobody's.
package contoso.storage.owner

default healthy := false

healthy if input.tags.owner
