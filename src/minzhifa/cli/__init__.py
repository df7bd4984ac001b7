"""minzhifa.cli"""
