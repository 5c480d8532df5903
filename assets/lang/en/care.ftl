# Birthdays, festivals, days off.
