"""District files: who sits where, loaded into identity. One file a district, made from the LGD tables in ``lgd/``."""
