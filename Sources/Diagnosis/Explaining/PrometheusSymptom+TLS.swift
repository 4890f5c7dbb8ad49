extension PrometheusSymptom {
  /// What TLS says (Go's crypto/tls and crypto/x509).
  static let tls: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "https-to-http-port",
      texts: [
        "first record does not look like a TLS handshake",
        "server gave HTTP response to HTTPS client",
      ],
      meaning: "Prometheus speaks TLS to a port that does not.",
      causes: [
        .init(
          .httpsToHTTPPort, "the job has scheme: https and the target is plain http",
          "curl -sI http://{target}/metrics")
      ]),
    PrometheusSymptom(
      id: "http-to-https-port",
      texts: [#"malformed HTTP response "\x15\x03"#, "malformed HTTP response"],
      meaning: "Prometheus speaks plain http to a port of TLS.",
      causes: [
        .init(
          .httpToHTTPSPort, "the job has scheme: http and the target speaks TLS",
          "diagnose probe https://{target}/metrics")
      ]),
    PrometheusSymptom(
      id: "tls-expired", texts: ["certificate has expired or is not yet valid"],
      meaning: "The certificate's dates do not fit the scraper's clock.",
      causes: [
        .init(
          .tlsExpired, "the certificate has expired, or a clock is wrong",
          "diagnose probe https://{target}/    # notAfter; then: date -u")
      ]),
    PrometheusSymptom(
      id: "tls-name-mismatch",
      texts: [
        "doesn't contain any IP SANs", "certificate is valid for … , not",
        "certificate is not valid for any names", "relies on legacy Common Name field",
        "cannot validate certificate for",
      ],
      meaning: "The certificate is not for the name or address of the target.",
      causes: [
        .init(
          .tlsNameMismatch, "the target is scraped by a name that its certificate lacks",
          "diagnose probe https://{target}/    # its names; set tls_config.server_name to one")
      ]),
    PrometheusSymptom(
      id: "tls-unknown-ca",
      texts: [
        "certificate signed by unknown authority", "certificate is not standards compliant",
        "incompatible key usage", "unable to use specified CA cert",
      ],
      meaning: "The chain of certificates does not end at an authority that the job trusts.",
      causes: [
        .init(
          .tlsUnknownCA, "ca_file lacks the authority that signed the target's certificate",
          "diagnose probe https://{target}/    # the issuer; set tls_config.ca_file")
      ]),
    PrometheusSymptom(
      id: "tls-client-certificate",
      texts: [
        "remote error: tls: certificate required", "remote error: tls: bad certificate",
        "remote error: tls: handshake failure", "remote error: tls: unknown certificate authority",
        "remote error: tls: unknown certificate", "tls: protocol version not supported",
        "remote error: tls:",
      ],
      meaning: "The target ended the handshake: it wants another certificate or version of us.",
      causes: [
        .init(
          .tlsClientCertificateRequired,
          "the target wants a client certificate, or one of another authority",
          "diagnose probe https://{target}/    # CertificateRequest; set cert_file and key_file"),
        .init(
          .meshRequiresMTLS, "a sidecar of a service mesh takes only its own mTLS",
          "kubectl get peerauthentications -A"),
      ]),
  ]
}
