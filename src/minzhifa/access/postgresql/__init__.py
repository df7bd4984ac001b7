"""Django's PostgreSQL backend with statements that the server plans once, and a health check without a round trip."""
