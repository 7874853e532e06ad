package contoso.storage.owners_test

test_lost if true
