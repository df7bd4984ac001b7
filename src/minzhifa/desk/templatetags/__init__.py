"""Tags and filters of the component library; all are built in, no template loads them."""
