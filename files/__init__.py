"""The papers and pictures kept with a lead: contracts, menus, price lists, photos."""
