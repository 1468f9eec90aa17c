"""The product in the browser: pages, by area, over the same services as the API."""
