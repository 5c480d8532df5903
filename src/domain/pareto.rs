//! Revenue-share classes, Pareto figures and Gini (DOMAIN 1.8).
