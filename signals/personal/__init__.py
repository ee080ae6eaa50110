"""What a student's own words teach this device: cue means, a logistic model with a prior, and its gate."""
