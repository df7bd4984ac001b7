"""minzhifa.subjects"""
