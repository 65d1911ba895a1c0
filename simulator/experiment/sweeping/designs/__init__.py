"""The designs of a sweep, one file each: which points of the space of the parameters are lived."""
