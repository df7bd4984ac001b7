"""minzhifa.evidence"""
