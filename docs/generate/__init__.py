"""What the site has beside the pages that are written by hand, made when it is built."""
