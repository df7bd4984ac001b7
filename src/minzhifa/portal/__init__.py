"""The public's face: pages without login. So far one: is this paper genuine?"""
