# Ways to group customers.
