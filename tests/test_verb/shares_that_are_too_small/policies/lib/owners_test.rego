package lib.owners_test

import data.lib.owners

test_known if owners.known("ann")
