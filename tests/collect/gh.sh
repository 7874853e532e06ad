#!/usr/bin/env bash
# In place of gh: two repositories of one organisation, and one of another.
set -euo pipefail
printf 'gh %s\n' "$*" >> "$CALLS"

missing() {
    printf '{"message": "%s", "status": "404"}' "$1"
    printf 'gh: %s (HTTP 404)\n' "$1" >&2
    exit 1
}

repository() {
    printf '{"full_name": "%s", "url": "https://api.github.com/repos/%s"}' "$1" "$1"
}

case "$*" in
    *orgs/contoso/repos*--jq*) printf 'contoso/shop\ncontoso/plant\n' ;;
    *orgs/fabrikam/repos*--jq*) printf 'fabrikam/mill\n' ;;
    *orgs/contoso/repos*) printf '[%s][%s]' "$(repository contoso/shop)" "$(repository contoso/plant)" ;;
    *orgs/fabrikam/repos*) printf '[%s]' "$(repository fabrikam/mill)" ;;
    *contoso*vulnerability-alerts)
        case "$*" in
            *shop*) ;;
            *) missing "Vulnerability alerts are disabled." ;;
        esac ;;
    *fabrikam*vulnerability-alerts) ;;
    *plant/code-scanning/analyses*) missing "no analysis found" ;;
    *default-setup) printf '{"state": "configured", "languages": [], "query_suite": "default", "updated_at": null}' ;;
    *repos/*/code-scanning/analyses*)
        repository=$(sed -E 's|.*repos/([^/]*/[^/]*)/.*|\1|' <<< "$*")
        printf '[{"url": "https://api.github.com/repos/%s/code-scanning/analyses/1"}]' "$repository" ;;
    *orgs/fabrikam/*) printf '[]' ;;
    *orgs/contoso/*)
        kind=$(sed -E 's|.*orgs/contoso/([a-z-]*)/.*|\1|' <<< "$*")
        printf '[{"url": "https://api.github.com/repos/contoso/shop/%s/alerts/1", "state": "fixed"}]' "$kind" ;;
    *) missing "no answer to: $*" ;;
esac
