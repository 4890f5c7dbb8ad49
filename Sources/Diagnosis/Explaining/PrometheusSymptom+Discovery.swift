extension PrometheusSymptom {
  /// What discovery logs; the page of targets shows none of it.
  static let discovery: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "discovery-forbidden",
      texts: [
        "is forbidden: User … cannot list resource", "is forbidden: User … cannot watch resource",
        "failed to list … : Unauthorized", "failed to list … forbidden",
        "Failed to watch … forbidden",
      ],
      meaning: "The account may not list what the role needs: the job has no targets.",
      causes: [
        .init(
          .discoveryForbidden, "a right to list and watch is missing",
          "kubectl auth can-i list pods --as system:serviceaccount:NS:NAME -A")
      ]),
    PrometheusSymptom(
      id: "discovery-api-server",
      texts: [
        "serializer for text/html doesn't exist",
        "the server could not find the requested resource",
        "the server is currently unable to handle the request", "failed to list *",
        "Failed to watch *",
      ],
      meaning: "Discovery does not get an answer of an API server.",
      causes: [
        .init(
          .discoveryAddressesUnreachable,
          "api_server is not the API server's address, or its certificate or token is wrong",
          "curl -sk {url}; diagnose scrape check --config prometheus.yml")
      ]),
    PrometheusSymptom(
      id: "target-creation-failed",
      texts: [
        "Creating target failed", "is not a valid hostname", "no address", "error parsing scrape",
        "too many colons in address", "missing port in address", "invalid port",
        "unsupported protocol scheme", "invalid URL escape", "first path segment in URL",
      ],
      meaning: "The labels make no target: it is in no list, or its URL is none.",
      causes: [
        .init(
          .targetAddressWrong, "a rule or an annotation makes a wrong __address__ or scheme",
          "diagnose scrape targets --config prometheus.yml --steps")
      ]),
    PrometheusSymptom(
      id: "skipping-duplicate",
      texts: ["skipping duplicate scrape target", "duplicate scrape target"],
      meaning: "Two targets have the same labels and URL.",
      causes: [
        .init(
          .targetDuplicate, "a pod with several ports and one annotation, or a container twice",
          "diagnose scrape targets --config prometheus.yml")
      ]),
  ]

  /// What names and proxies say.
  static let names: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "name-does-not-resolve",
      texts: [
        "no such host", "server misbehaving", "Temporary failure in name resolution",
        "lookup … i/o timeout", "lookup … read: connection refused",
      ],
      meaning: "The target is a name that the scraper's resolver does not know.",
      causes: [
        .init(
          .nameDoesNotResolve,
          "the name only resolves inside the cluster, is wrong, or its server does not answer",
          "getent ahosts {host}; grep nameserver /etc/resolv.conf"),
        .init(
          .targetAddressWrong, "an IPv6 address without brackets is taken for a name",
          "diagnose scrape targets --config prometheus.yml"),
      ])
  ]

  static let proxies: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "proxy",
      texts: ["proxyconnect tcp", "socks connect tcp", ": Forbidden", ": Bad Gateway"],
      meaning: "The way leads through a proxy, and that failed.",
      causes: [
        .init(
          .httpProxyInPath, "proxy_url is wrong, down, or does not allow the target",
          "grep -n -e proxy_url -e no_proxy prometheus.yml; curl -v -x PROXY {url}")
      ])
  ]
}
