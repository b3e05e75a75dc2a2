"""For whoever watches over the machines: is it alive, is it ready. Nothing about anybody."""
