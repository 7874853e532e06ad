reasons contains "found" if not healthy

applicable if input.type == "m.x/site"
