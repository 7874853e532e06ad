#!/usr/bin/env bash
# In place of kubectl: a cluster with one pod.
set -euo pipefail
printf 'kubectl %s\n' "$*" >> "$CALLS"
cat <<'JSON'
{
    "apiVersion": "v1",
    "items": [
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop"}, "spec": {"containers": []}}
    ],
    "kind": "List",
    "metadata": {"resourceVersion": ""}
}
JSON
