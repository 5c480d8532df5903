# Review of tiers.
