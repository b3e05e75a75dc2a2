"""Pictures of one person's check-ins, drawn on the server as SVG. Pure: plain values in, shapes out."""
