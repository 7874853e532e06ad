# METADATA
# title: Doors should be locked
# custom:
#   severity: high
#   resource_types: [team.building/doors]
package team.door

default healthy := false

healthy if http.send({"method": "get", "url": "https://contoso.example"}).status_code == 200

healthy if rand.intn("x", 2) == 1
