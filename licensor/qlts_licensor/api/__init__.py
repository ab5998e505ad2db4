"""The contract's calls over HTTP."""
