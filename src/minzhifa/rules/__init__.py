"""minzhifa.rules"""
