"""minzhifa.config"""
