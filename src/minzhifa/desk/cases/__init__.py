"""Pages of the casework: workbench, list, registration of leads, the case page with its acts, approvals."""
