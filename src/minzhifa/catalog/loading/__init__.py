"""Loading the data that ships with the system (folder `data/`) into the catalogue."""

from minzhifa.catalog.loading.shipped import LoadReport, load_shipped_catalog

__all__ = ["LoadReport", "load_shipped_catalog"]
