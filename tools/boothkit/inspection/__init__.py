"""What technicians find out about a booth: asked over USB or through a hub, judged alike.

The booth looks at itself; here it is asked, its answers are judged, watched, kept and recorded.
"""
