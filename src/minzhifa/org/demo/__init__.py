"""The demo organisation. Everything here refuses to work outside demo mode."""

from minzhifa.org.demo.load import DemoLoaded, load_demo_org
from minzhifa.org.demo.login import DemoAccount, NotInDemoMode, demo_accounts, demo_code, demo_password
from minzhifa.org.demo.people import PEOPLE, Person, fixed

__all__ = [
    "PEOPLE",
    "DemoAccount",
    "DemoLoaded",
    "NotInDemoMode",
    "Person",
    "demo_accounts",
    "demo_code",
    "demo_password",
    "fixed",
    "load_demo_org",
]
