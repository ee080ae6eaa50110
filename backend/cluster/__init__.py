"""The cluster: processes that share rooms with each other by Redis."""
