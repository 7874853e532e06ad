default healthy := false

healthy if input.tags.owner
