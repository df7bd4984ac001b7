"""What `make bench` runs: ratios inside one run on one machine; results are kept as JSON in bench/results."""
