"""An article in other people's terms: flat rows, schema.org, zyte-common-items, JSON Schema."""
