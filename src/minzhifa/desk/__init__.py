"""minzhifa.desk"""
