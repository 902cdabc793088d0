"""How the nodes of PROC steps become R: one file a PROC, each registered in `steps.EMITTERS`."""
