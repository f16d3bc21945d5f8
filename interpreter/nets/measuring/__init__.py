"""NetMeasurements: what is measured of a net's outputs on examples."""
