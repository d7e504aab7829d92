"""Match probabilities at which Splink's pairs are clustered."""

#: What its tutorial clusters at.
DOCUMENTED = 0.95
THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
