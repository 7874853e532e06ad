package lib.owners

known if count(data.contoso.storage.owner.names) > count(unknown)

unknown contains name if {
	some name in data.contoso.storage.owner.names
	not known
}
