"""What all pages promise, and the browser that checks it."""
