"""What a search compares: words, how they sound in either script, numbers however they are typed."""
