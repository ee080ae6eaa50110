"""What strangers do to a relay, and the honest lesson that goes on beside them."""
