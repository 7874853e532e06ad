package contoso.neighbour

healthy if true
