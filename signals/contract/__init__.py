"""Contract: what goes into the pipeline and what comes out: parameters, masks, reports, reasons."""
