#!/usr/bin/env bash
# In place of az: answers with one resource of whatever is asked for, some of it on two pages.
set -euo pipefail
printf 'az %s\n' "$*" >> "$CALLS"

refuse() {
    printf 'ERROR: %s\n' "$1" >&2
    exit 1
}
case "$*" in
    *"${REFUSED:-nothing is refused}"*) refuse "${REASON:-(AuthorizationFailed) refused}" ;;
esac

# table ID TYPE [TOKEN]: one page of Resource Graph, indented as az does.
table() {
    local token=null
    if [ -n "${3:-}" ]; then token="\"$3\""; fi
    cat <<JSON
{
  "count": 1,
  "data": [
    {
      "id": "$1",
      "properties": {},
      "type": "$2"
    }
  ],
  "skip_token": $token,
  "total_records": ${4:-1}
}
JSON
}

# row TYPE: the id of a resource of this type in the resource group.
row() {
    local space=${1%%/*} part path
    path="/subscriptions/0001/resourceGroups/g/providers/$space"
    for part in $(tr '/' ' ' <<< "${1#*/}"); do path="$path/$part/${2:-one}"; done
    printf '%s' "$path"
}

graph() {
    local kind
    case "$*" in
        *"id = subscriptionId"*) table 0001 subscription ;;
        *"| project id |"*)
            kind=$(sed -E "s/^[^']*'([^']*)'.*/\1/" <<< "$*")
            case "$*" in
                *--skip-token*) table "$(row "$kind" two)" "$kind" "" 2 ;;
                *) table "$(row "$kind")" "$kind" two 2 ;;
            esac ;;
        *"resources | order by"*--skip-token*) table "$(row microsoft.contoso/gadgets two)" microsoft.contoso/gadgets "" 2 ;;
        *"graph query -q resources |"*) table "$(row microsoft.contoso/gadgets)" microsoft.contoso/gadgets two 2 ;;
        *subscriptions/resourcegroups*) table /subscriptions/0001 microsoft.resources/subscriptions ;;
        *"type startswith"*) kind=microsoft.security/securityconnectors/devops/githubowners/repos
            table "$(row "$kind")" "$kind" ;;
        *"type endswith"*) kind=microsoft.compute/virtualmachines/patchassessmentresults
            table "$(row "$kind" latest)" "$kind" ;;
        *) kind=$(sed -E "s/^[^']*'([^']*)'.*/\1/" <<< "$*")
            table "$(row "$kind")" "$kind" ;;
    esac
}

# arm PATH LINK: a list, or one object where the path ends with a name.
arm() {
    local path=$1 below kind words link=null
    if [ -n "${2:-}" ]; then link="\"$2\""; fi
    below=${path##*/providers/}
    words=$(tr '/' '\n' <<< "$below" | awk 'NR == 1 || NR % 2 == 0' | paste -sd/ -)
    kind=${words/jitNetwork/locations\/jitNetwork}
    if [ $(($(tr -cd / <<< "$below" | wc -c) % 2)) -eq 0 ]; then
        printf '{\n  "id": "%s",\n  "properties": {},\n  "type": "%s"\n}\n' "$path" "$kind"
    else
        printf '{\n  "nextLink": %s,\n  "value": [\n    {\n      "id": "%s/%s",\n      "properties": {},\n      "type": "%s"\n    }\n  ]\n}\n' \
            "$link" "$path" "${3:-default}" "$kind"
    fi
}

member() {
    printf '{"@odata.type":"#microsoft.graph.%s","id":"%s"}\n' "$1" "$2"
}

user() {
    printf '{"displayName":"A \\"user\\"","id":"%s","userType":"Member","accountEnabled":true}\n' "$1"
}

url=
method=
all=$*
while [ $# -gt 0 ]; do
    case "$1" in
        --url) url=$2 ;;
        --method) method=$2 ;;
    esac
    shift
done
if [ -n "$url" ] && [ "$method" != get ]; then refuse "only get"; fi
path=${url#https://management.azure.com}
path=${path%%\?*}

case "$all" in
    "graph query"*) graph "$all" ;;
    *"certificate list"*) printf 'shop\n' ;;
    *"certificate show"*) printf '{\n  "id": "https://%s.vault.azure.net/certificates/shop/1",\n  "policy": {}\n}\n' "$(sed -E 's|.*--vault-name ([^ ]*) .*|\1|' <<< "$all")" ;;
    *azure-devices.net*) printf 'd-1|sas|a2V5LTE=|a2V5LTI=||\nd-2|selfSigned|||AB01|\n' ;;
    *roleAssignments*"join(' '"*) printf '{\n  "nextLink": null,\n  "value": [\n    "Group g-1",\n    "Group g-gone",\n    "User u-1"\n  ]\n}\n' ;;
    *roleAssignments*page=2*) arm "$path" "" second ;;
    *roleAssignments*) arm "$path" "https://management.azure.com$path?page=2" ;;
    *g-gone*) refuse 'Not Found({"error":{"code":"Request_ResourceNotFound"}})' ;;
    *groups/g-1/transitiveMembers*) printf 'null\n'; member user u-2; member group g-2 ;;
    *groups/g-2/transitiveMembers*) printf 'null\n'; member user u-2 ;;
    *groups/g-3/transitiveMembers*) printf 'null\n' ;;
    *groups/g-2*) printf '{"id":"g-2","displayName":"Readers of all"}\n' ;;
    *groups/g-*) id=${url##*/}; printf '{"id":"%s","displayName":"A group"}\n' "${id%%\?*}" ;;
    *conditionalAccess*to_string*) printf 'null\ng-3\ng-1\n' ;;
    *conditionalAccess*) printf '{\n  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/policies",\n  "value": []\n}\n' ;;
    *identitySecurityDefaults*) printf '{\n  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity",\n  "id": "00000000-0000-0000-0000-000000000005",\n  "isEnabled": false\n}\n' ;;
    *authentication/requirements*) printf 'enforced\n' ;;
    *v1.0/users*page=2*) printf 'null\n'; user u-3 ;;
    *v1.0/users*) printf 'https://graph.microsoft.com/v1.0/users?page=2\n'; user u-1; user u-2 ;;
    *management.azure.com*) arm "$path" ;;
    *) refuse "no answer to: $all" ;;
esac
