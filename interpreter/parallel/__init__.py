"""Processes of the same machine that evaluate for a session: started on demand, fed with expressions as WXF."""
