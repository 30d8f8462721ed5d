"""Where the plan's data come from: the one seam through which page and commands read them."""
