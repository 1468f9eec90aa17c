"""What call planning promises."""
