"""Pure rules: how far a programme is, what renewing a credential still asks for."""
