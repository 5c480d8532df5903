# Effort, cadence, satisfaction.
