package lib.pong

import data.lib.ping

f(n) := ping.f(n + 1)
