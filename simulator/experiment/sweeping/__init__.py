"""Many runs of one scenario: which values, in which order, kept as they finish, put together at the end."""
