package contoso.storage.teams

known := {"payments"}
