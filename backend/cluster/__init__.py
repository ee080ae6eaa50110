"""Cluster: several processes that share rooms through Redis."""
