"""minzhifa.crypto"""
