"""Steps of procedures: one module for each, which registers its nodes in `steps.EMITTERS`."""
