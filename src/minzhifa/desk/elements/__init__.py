"""要素中心: the eight elements in and out of spreadsheets. One engine; what an element's rows are stands in `kinds`."""
