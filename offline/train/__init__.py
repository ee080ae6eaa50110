"""Training: from folders of labelled films or pictures to a model that can be explained, and a report."""
