"""minzhifa.ledger"""
