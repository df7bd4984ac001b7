"""Models of the organisation room."""

from minzhifa.org.models.account import ROLE_LABELS, Account, OrgVersion, RoleGrant, SystemToken
from minzhifa.org.models.agency import (
    Agency,
    AgencyKind,
    AgencyLevel,
    AgencyName,
    AgencyNumberWord,
    AgencyRemedy,
    AgencyStanding,
    NumberSuffix,
    Remit,
)
from minzhifa.org.models.empowerment import Empowerment, EmpowermentWithdrawal
from minzhifa.org.models.exemption import Exemption, ExemptionStep
from minzhifa.org.models.officer import Certificate, CertificateSuspension, Officer
from minzhifa.org.models.offline import LateEntry, OfflineGround
from minzhifa.org.models.receipt import FormReceipt
from minzhifa.org.models.region import Field, Region, RegionLevel
from minzhifa.org.models.second_factor import CodeAttempts, UsedStep

__all__ = [
    "ROLE_LABELS",
    "Account",
    "Agency",
    "AgencyKind",
    "AgencyLevel",
    "AgencyName",
    "AgencyNumberWord",
    "AgencyRemedy",
    "AgencyStanding",
    "Certificate",
    "CertificateSuspension",
    "CodeAttempts",
    "Empowerment",
    "EmpowermentWithdrawal",
    "Exemption",
    "ExemptionStep",
    "Field",
    "FormReceipt",
    "LateEntry",
    "NumberSuffix",
    "Officer",
    "OfflineGround",
    "OrgVersion",
    "Region",
    "RegionLevel",
    "Remit",
    "RoleGrant",
    "SystemToken",
    "UsedStep",
]
