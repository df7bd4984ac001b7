"""minzhifa.cases"""
