"""minzhifa.org"""
