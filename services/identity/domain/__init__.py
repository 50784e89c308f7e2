"""What an office is made of, who may act for it, and how somebody proves to be who he says."""
