extension PrometheusSymptom {
  /// Connections that end after they began.
  static let application: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "http2-stuck",
      texts: ["http2: client connection lost", "http2: server sent GOAWAY", "http2: "],
      meaning: "A connection of HTTP/2 is dead and still used.",
      causes: [
        .init(
          .http2ConnectionStuck, "a stuck connection; new ones work",
          "diagnose scrape {url}    # works: set enable_http2: false"),
        .init(
          .connectionPinnedToDeadPod, "the pod behind the connection is gone",
          "kubectl get pods -A -o wide | grep -w {host}"),
      ]),
    PrometheusSymptom(
      id: "unexpected-eof", texts: ["unexpected EOF"],
      meaning: "The body ended before its end.",
      causes: [
        .init(
          .contentEncodingBroken, "a cut chunk, a cut gzip, or a body that is no gzip",
          "curl -s -H 'Accept-Encoding: identity' {url} | tail -c 200"),
        .init(
          .resetMidResponse, "the process ended while it answered",
          "kubectl get pods -A    # RESTARTS, OOMKilled"),
      ]),
    PrometheusSymptom(
      id: "connection-reset",
      texts: ["connection reset by peer", ": EOF", "broken pipe", "server closed idle connection"],
      meaning: "The connection was accepted and then ended without an answer.",
      causes: [
        .init(
          .meshRequiresMTLS, "a sidecar of a service mesh takes only its own mTLS",
          "kubectl get peerauthentications -A"),
        .init(
          .httpToHTTPSPort, "plain http on a port of TLS",
          "diagnose probe https://{target}/"),
        .init(
          .resetMidResponse, "the process crashed or limits its connections",
          "kubectl get pods -A    # RESTARTS, OOMKilled"),
        .init(
          .connectionPinnedToDeadPod, "a kept connection led to a pod that is gone",
          "diagnose scrape {url}    # a new connection works"),
      ]),
  ]

  /// Files that Prometheus reads for each request.
  static let files: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "credentials-unreadable",
      texts: [
        "unable to read authorization credentials", "unable to read basic auth",
        "unable to read bearer token", "invalid header field value for \"Authorization\"",
      ],
      meaning: "The token cannot be read, or has a line break inside.",
      causes: [
        .init(
          .httpUnauthorized, "the file of the token is not there, not readable, or malformed",
          "sudo -u prometheus head -c 20 {name}; diagnose scrape check --config prometheus.yml")
      ]),
    PrometheusSymptom(
      id: "ca-file-unreadable",
      texts: [
        "unable to read CA cert", "unable to load specified CA cert",
        "error creating new scrape pool", "unable to read specified client cert",
      ],
      meaning: "A file of tls_config cannot be read: the whole job is missing from the targets.",
      causes: [
        .init(
          .tlsUnknownCA, "ca_file, cert_file or key_file is not there",
          "diagnose scrape check --config prometheus.yml")
      ]),
    PrometheusSymptom(
      id: "oauth2", texts: ["oauth2: "],
      meaning: "The server that gives tokens refuses or does not answer.",
      causes: [
        .init(
          .httpUnauthorized, "client_id, client_secret or token_url of oauth2 is wrong",
          "curl -s -d grant_type=client_credentials -u ID:SECRET TOKEN_URL")
      ]),
  ]
}
