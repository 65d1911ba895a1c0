"""What a sweep tells of its parameters: which decide a metric, how sure that is, and how much is luck alone."""
