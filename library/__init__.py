"""Library: hosted lessons, and sums of five or more over those who watched them."""
