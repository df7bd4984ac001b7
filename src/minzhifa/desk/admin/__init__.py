"""Pages of administration: agencies, accounts, tokens, rules, calendars, versions of the catalogue, oneself."""
