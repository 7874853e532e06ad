package lib.time

now_ns() := 0
