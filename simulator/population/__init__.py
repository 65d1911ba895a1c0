"""Many customers: columns, all cores, what is counted while they live; and the same customers as Mesa agents."""
