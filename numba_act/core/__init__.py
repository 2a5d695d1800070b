"""What a function is and how its body becomes compiled code; knows no array and no target."""
