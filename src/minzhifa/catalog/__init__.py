"""minzhifa.catalog"""
