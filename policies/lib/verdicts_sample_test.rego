package lib.verdicts_sample_test

# What a policy says of the `input` at hand, where its package is the argument, and the verdicts to compare with.
of(policy) := object.union({"applicable": false}, object.filter(policy, ["applicable", "healthy", "reasons"]))

healthy := {"applicable": true, "healthy": true, "reasons": set()}

unhealthy(reason) := unhealthy_for({reason})

unhealthy_for(reasons) := {"applicable": true, "healthy": false, "reasons": reasons}

# Of what a policy does not apply to, where there is nothing to say either.
not_applicable := {"applicable": false, "healthy": true, "reasons": set()}
