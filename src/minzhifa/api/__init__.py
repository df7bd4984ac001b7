"""minzhifa.api"""
