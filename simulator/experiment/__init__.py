"""Many runs: of one scenario with other luck, and later of many scenarios."""
