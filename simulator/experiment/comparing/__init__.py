"""Two worlds with the same customers and the same luck, and what differs between them."""
