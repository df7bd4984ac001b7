"""minzhifa.documents"""
