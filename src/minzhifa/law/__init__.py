"""minzhifa.law"""
