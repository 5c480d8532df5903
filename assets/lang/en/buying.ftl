# RFM, churn, what customers are worth.
