"""Free parameters, fitted to figures from outside: targets, trials, ranges, and how far they can be trusted."""
