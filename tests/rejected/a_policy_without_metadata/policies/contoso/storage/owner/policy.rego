package contoso.storage.owner

default healthy := false

healthy if input.tags.owner
