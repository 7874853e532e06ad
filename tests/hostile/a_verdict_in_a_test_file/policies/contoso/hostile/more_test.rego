package contoso.hostile

healthy if true

f(n) := f(n)

test_f if f(1)
