"""Training from donations: whether what students gave a study makes a better common model."""
