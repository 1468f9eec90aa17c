"""The open leads by stage, moved by hand, key or menu."""
