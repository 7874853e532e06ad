package lib.owners

people := {"ann", "bob"}

known(name) if lower(name) in people
