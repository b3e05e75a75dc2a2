"""What a person said yes or no to, each answer beside those before it. Nothing reads it to decide about them."""
