"""Networks of namespaces that look like a LAN with a small Kubernetes cluster on it."""
