#!/usr/bin/env bash
# Exports what securescore judges, as JSON files: `bash collect.sh exports`.
#
# This script only reads. Every call to a cloud in it is one of `az graph query`,
# `az rest --method get`, `az keyvault certificate list` and `show`, `kubectl get` and `gh api`
# without a method of its own, which is GET. Nothing is sent anywhere: the answers become files
# in the directory that the first argument names, or in `exports`.
#
# Before you run it:
#   az        sign in with `az login`, and once `az extension add --name resource-graph`. Parts on
#             users and groups need permissions of Microsoft Graph; Policy.Read.All among them is
#             not part of the sign-in of a person, so use an app registration that has it.
#   kubectl   for objects in clusters. Get the contexts (`az aks get-credentials`,
#             `az connectedk8s proxy`) and say which cluster each of them is:
#             SECURESCORE_CLUSTERS="shop=/subscriptions/…/managedClusters/shop plant=/subscriptions/…"
#   gh        for GitHub. Sign in with `gh auth login` and name the organisations:
#             SECURESCORE_GITHUB="contoso fabrikam"
#
# A part that fails leaves no file and stops no other; it is named at the end, and the exit code
# is 1. `collected.json` says which types were exported, found or not.

set -euo pipefail
set -f
IFS=$'\n'

out=${1:-exports}
mkdir -p "$out"
work=$(mktemp -d "$out/.collect.XXXXXX")
trap 'rm -rf "$work"' EXIT
touch "$work/collected" "$work/failed"
clusters=$(tr ' ' '\n' <<< "${SECURESCORE_CLUSTERS:-}")
organisations=$(tr ' ' '\n' <<< "${SECURESCORE_GITHUB:-}")

say() {
    printf '%s\n' "$1" >&2
}

# collect PART TYPE…: runs the function of the part. Its output becomes a file if it is whole.
collect() {
    local part=$1 status
    shift
    say "$part"
    rm -f "$out/$part.json"
    set +e
    (set -e; "export_${part//-/_}") > "$work/export.json"
    status=$?
    set -e
    if [ "$status" -ne 0 ]; then
        say "$part: failed"
        printf '%s\n' "$part" >> "$work/failed"
        return
    fi
    if [ -s "$work/export.json" ]; then
        mv "$work/export.json" "$out/$part.json"
    fi
    printf '%s\n' "$@" >> "$work/collected"
}

# given VARIABLE VALUE PART: whether there is something to ask for.
given() {
    if [ -z "$2" ]; then
        say "$3: left out, because $1 is empty"
        return 1
    fi
}

# Says what was exported and what was not, and ends the script.
finish() {
    local types
    types=$(sort -u "$work/collected" | sed 's/.*/"&"/' | paste -sd, -)
    printf '{"collected": [%s]}\n' "$types" > "$work/collected.json"
    mv "$work/collected.json" "$out/collected.json"
    if [ -s "$work/failed" ]; then
        say "not exported, or not in full: $(paste -sd, - < "$work/failed")"
        exit 1
    fi
}

# pages COMMAND…: all pages of `az graph query` or of `az rest`, which stop after the first.
pages() {
    local more=--url link
    if [ "$2" = graph ]; then
        more=--skip-token
    fi
    "$@" --output json > "$work/page.json" || return 1
    cat "$work/page.json"
    link=$(next_page)
    while [ -n "$link" ]; do
        "$@" "$more" "$link" --output json > "$work/page.json" || return 1
        cat "$work/page.json"
        link=$(next_page)
    done
}

# az indents its JSON: two spaces are the outermost level.
next_page() {
    sed -nE 's/^  "(skip_token|nextLink|@odata\.nextLink)": "(.*)",?$/\2/p' "$work/page.json"
}

# wrapped OF COMMAND…: the output together with the id of what it belongs to.
wrapped() {
    local of=$1
    shift
    "$@" > "$work/content.json" || return 1
    if [ -s "$work/content.json" ]; then
        printf '{"of": "%s", "content":\n' "$of"
        cat "$work/content.json"
        printf '}\n'
    fi
}

# unless PATTERN COMMAND…: the output, or nothing where the command fails with such an error.
unless() {
    local pattern=$1
    shift
    if "$@" > "$work/answer" 2> "$work/error"; then
        cat "$work/answer"
    elif ! grep -qE "$pattern" "$work/error"; then
        cat "$work/error" >&2
        return 1
    fi
}

subscription_ids() {
    graph_ids "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id = subscriptionId | order by id asc"
}

# resource_ids TYPE…: the ids of all resources of these types. `master` is no database of anyone's.
resource_ids() {
    local types
    types=$(printf "'%s'\n" "$@" | paste -sd, -)
    graph_ids "resources | where type in~ ($types) | where not(type =~ 'microsoft.sql/servers/databases' and name =~ 'master') | project id | order by id asc"
}

graph_ids() {
    pages az graph query -q "$1" --first 1000 | sed -nE 's/^ +"id": "(.*)",?$/\1/p'
}

repositories() {
    local organisation
    for organisation in $organisations; do
        gh api --paginate "orgs/$organisation/repos?per_page=100" \
            --jq '.[] | select((.archived or .disabled) | not) | .full_name' || return 1
    done
}

# items URL [EXPRESSION]: what all pages of an answer of Microsoft Graph hold, one item a line.
items() {
    local link=$1 expression=${2:-'value[].to_string(@)'} page
    while [ "$link" != null ]; do
        page=$(az rest --method get --url "$link" \
            --query "[to_string(\"@odata.nextLink\"), $expression][]" --output tsv) || return 1
        link=$(head -n 1 <<< "$page")
        tail -n +2 <<< "$page"
    done
}

# role_holders KIND: the ids of the users (User) or groups (Group) that hold a role anywhere.
role_holders() {
    local subscriptions subscription
    if [ ! -e "$work/holders" ]; then
        subscriptions=$(subscription_ids) || return 1
        for subscription in $subscriptions; do
            pages az rest --method get --url "https://management.azure.com/subscriptions/$subscription/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01" \
                --query "{value: value[?properties.principalType].join(' ', [properties.principalType, properties.principalId]), nextLink: nextLink}" || return 1
        done > "$work/holders.part" || return 1
        mv "$work/holders.part" "$work/holders"
    fi
    sed -nE "s/^ +\"$1 (.*)\",?\$/\1/p" "$work/holders" | sort -u
}

# members_of GROUP: its members and those of the groups in it, none if the group is gone.
members_of() {
    if [ ! -e "$work/members-$1" ]; then
        unless Request_ResourceNotFound items \
            "https://graph.microsoft.com/v1.0/groups/$1/transitiveMembers?\$select=id&\$top=999" \
            > "$work/members.part" || return 1
        mv "$work/members.part" "$work/members-$1"
    fi
    cat "$work/members-$1"
}

# Of members, the ids of the users (user) or groups (group).
ids_of_kind() {
    sed -nE "/#microsoft\.graph\.$1\"/s/.*\"id\":\"([^\"]*)\".*/\1/p"
}

# kind_in KIND GROUP…: the users or groups among the members of groups.
kind_in() {
    local kind=$1 group
    shift
    for group in "$@"; do
        members_of "$group" || return 1
    done | ids_of_kind "$kind"
}

groups_of_policies() {
    if ! items "https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies" \
        "value[].conditions.users.[includeGroups, excludeGroups][][]"; then
        say "conditional access cannot be read; groups that it alone names are left out"
    fi
}

relevant_groups() {
    local holders named groups nested
    holders=$(role_holders Group) || return 1
    named=$(groups_of_policies)
    groups=$(printf '%s\n%s\n' "$holders" "$named" | sed '/^$/d' | sort -u)
    nested=$(kind_in group $groups) || return 1
    printf '%s\n%s\n' "$groups" "$nested" | sed '/^$/d' | sort -u
}

# group_with_members ID: prints nothing if the group is gone.
group_with_members() {
    local group members
    group=$(unless Request_ResourceNotFound az rest --method get \
        --url "https://graph.microsoft.com/v1.0/groups/$1?\$select=id,displayName" \
        --query "to_string({id: id, displayName: displayName})" --output tsv) || return 1
    if [ -n "$group" ]; then
        members=$(members_of "$1" | paste -sd, -) || return 1
        printf '{"of": "tenant", "content": {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#groups/$entity", %s, "members": [%s]}}\n' \
            "${group:1:${#group}-2}" "$members"
    fi
}

users_with_roles() {
    local users groups
    users=$(role_holders User) || return 1
    groups=$(role_holders Group) || return 1
    printf '%s\n' "$users"
    kind_in user $groups
}

# user_with_state USER HOLDERS: a user, with the state of multifactor authentication if its id is
# among the holders of roles.
user_with_state() {
    local user=$1 id=${1#*\"id\":\"} state=
    id=${id%%\"*}
    case $'\n'$2$'\n' in
        *$'\n'$id$'\n'*) state=$(mfa_state "$id") ;;
    esac
    printf '{"of": "tenant", "content": {"@odata.context": "https://graph.microsoft.com/beta/$metadata#users/$entity", %s%s}}\n' \
        "${user:1:${#user}-2}" "${state:+, \"perUserMfaState\": \"$state\"}"
}

# Asks no more once it was refused: the permission is one for all users.
mfa_state() {
    if [ -e "$work/refused" ]; then
        return
    fi
    if ! az rest --method get --url "https://graph.microsoft.com/beta/users/$1/authentication/requirements" \
        --query perUserMfaState --output tsv; then
        touch "$work/refused"
        printf '%s\n' "users: multifactor authentication" >> "$work/failed"
    fi
}

# hashed_devices HUB COMMAND…: the devices of a hub, with hashes in place of their keys.
hashed_devices() {
    local hub=$1 devices device name kind primary secondary first second comma=
    shift
    devices=$("$@" --query "[].join('|', [deviceId, authentication.type || '', authentication.symmetricKey.primaryKey || '', authentication.symmetricKey.secondaryKey || '', authentication.x509Thumbprint.primaryThumbprint || '', authentication.x509Thumbprint.secondaryThumbprint || ''])" --output tsv) || return 1
    if [ "$(wc -l <<< "$devices")" -ge 1000 ]; then
        say "$hub has more devices than it lists"
        return 1
    fi
    printf '{"of": "%s", "content": [' "$hub"
    for device in $devices; do
        IFS='|' read -r name kind primary secondary first second <<< "$device"
        printf '%s\n{"deviceId": "%s", "authentication": {"type": "%s", "symmetricKey": {"primaryKey": "%s", "secondaryKey": "%s"}, "x509Thumbprint": {"primaryThumbprint": "%s", "secondaryThumbprint": "%s"}}}' \
            "$comma" "$name" "$kind" "$(digest "$primary")" "$(digest "$secondary")" "$first" "$second"
        comma=,
    done
    printf ']}\n'
}

digest() {
    if [ -n "$1" ]; then
        printf '%s' "$1" | openssl dgst -sha256 -r | cut -d ' ' -f 1
    fi
}

# switched_on OF TYPE COMMAND…: whether the command finds something, as an object of this type.
switched_on() {
    local of=$1 type=$2 enabled=true
    shift 2
    if ! "$@" > /dev/null 2> "$work/error"; then
        enabled=false
        if ! grep -q 'HTTP 404' "$work/error"; then
            cat "$work/error" >&2
            return 1
        fi
    fi
    printf '{"of": "%s", "content": {"type": "%s", "enabled": %s}}\n' "$of" "$type" "$enabled"
}
