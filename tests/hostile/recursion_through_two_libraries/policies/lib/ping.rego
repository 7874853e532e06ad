package lib.ping

import data.lib.pong

f(n) := pong.f(n + 1)
