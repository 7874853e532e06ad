f(x) := y if { y := count(x); y > 1 } else := 0

list := [f(name) | some name in input.tags]
