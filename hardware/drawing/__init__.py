"""The schematic for people: placed by hand, and compared pin by pin with the nets it claims to show."""
