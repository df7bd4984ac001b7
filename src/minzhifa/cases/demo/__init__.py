"""A generated province: cases of any number, true to the procedure, written by COPY. Demo mode and the owner only."""
