extension PrometheusSymptom {
  /// What the status of an answer says; Prometheus does not show the body, which says more.
  static let http: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "http-400", texts: ["server returned HTTP status 400"],
      meaning: "The target does not understand the request.",
      causes: [
        .init(
          .httpToHTTPSPort, "plain http on a port of TLS: Go's servers answer 400",
          "curl -s http://{target}/metrics    # \"Client sent an HTTP request to an HTTPS server\""),
        .init(
          .targetAddressWrong, "the path or the parameters are wrong (/probe without a target)",
          "diagnose scrape {url}    # the body"),
      ]),
    PrometheusSymptom(
      id: "http-401", texts: ["server returned HTTP status 401"],
      meaning: "The credentials are missing, expired or of another audience.",
      causes: [
        .init(
          .httpUnauthorized, "no token, an expired one, or one for another audience",
          "diagnose scrape {url}    # then the token: cut -d. -f2 TOKEN | base64 -d"),
        .init(
          .metricsEndpointForbidden, "kube-rbac-proxy in front of the target cannot review tokens",
          "kubectl auth can-i create tokenreviews.authentication.k8s.io --as SERVICEACCOUNT"),
      ]),
    PrometheusSymptom(
      id: "http-403", texts: ["server returned HTTP status 403"],
      meaning: "The credentials are known and may not do this.",
      causes: [
        .init(
          .apiServerForbidden,
          "the API server: a right to nodes/proxy, pods/proxy, services/proxy or /metrics is missing",
          "diagnose scrape {url}    # the Status names the right"),
        .init(
          .kubeletForbidden, "a kubelet (port 10250): the right to nodes/metrics is missing",
          "kubectl auth can-i get nodes/metrics --as system:serviceaccount:NS:NAME"),
        .init(
          .metricsEndpointForbidden, "kube-rbac-proxy: nonResourceURLs [/metrics] is missing",
          "kubectl auth can-i get /metrics --as system:serviceaccount:NS:NAME"),
        .init(
          .httpProxyInPath, "a proxy on the way forbids it",
          "curl -sv {url}    # Via: or Server: of a proxy"),
      ]),
    PrometheusSymptom(
      id: "http-404", texts: ["server returned HTTP status 404"],
      meaning: "The target has no such path.",
      causes: [
        .init(
          .httpNotFound, "metrics_path is another one, or has an escaped ? (%3F) in it",
          "curl -sI http://{target}/metrics | head -1"),
        .init(
          .targetAddressWrong, "the port is another process'", "diagnose scrape {url}    # the body"
        ),
      ]),
    PrometheusSymptom(
      id: "http-503", texts: ["server returned HTTP status 503"],
      meaning: "Something in front of the target has no way to it.",
      causes: [
        .init(
          .apiProxyNoEndpoints, "the API server's proxy finds no endpoint, or no port of this name",
          "diagnose scrape {url}    # the Status says which"),
        .init(
          .apiProxyCannotReachPod,
          "the API server itself cannot reach the pod: a second way, from the control plane",
          "diagnose scrape {url}    # \"error trying to reach service: dial tcp …\""),
        .init(
          .httpProxyInPath, "a proxy or load balancer without a backend", "curl -sv {url}"),
      ]),
    PrometheusSymptom(
      id: "http-502",
      texts: ["server returned HTTP status 502", "server returned HTTP status 504"],
      meaning: "A gateway in front of the target got no good answer from it.",
      causes: [
        .init(
          .apiProxyCannotReachPod, "the API server's proxy cannot reach the pod",
          "diagnose scrape {url}    # the body"),
        .init(.httpProxyInPath, "a proxy on the way cannot reach the target", "curl -sv {url}"),
      ]),
    PrometheusSymptom(
      id: "http-407",
      texts: ["server returned HTTP status 407", "Proxy Authentication Required"],
      meaning: "A proxy wants credentials.",
      causes: [
        .init(
          .httpProxyInPath, "proxy_url needs a name and password, or no_proxy the target",
          "grep -n proxy prometheus.yml; env | grep -i _proxy")
      ]),
    PrometheusSymptom(
      id: "http-5xx", texts: ["server returned HTTP status 5"],
      meaning: "The exporter itself failed.",
      causes: [
        .init(
          .httpServerError, "the exporter failed to collect",
          "diagnose scrape {url}    # the body")
      ]),
    PrometheusSymptom(
      id: "http-redirected",
      texts: [
        "stopped after 10 redirects", "server returned HTTP status 3",
      ],
      meaning: "The target sends elsewhere.",
      causes: [
        .init(
          .httpRedirected, "a login page, a redirect to https, or follow_redirects: false",
          "curl -sIL {url} | grep -i -e ^HTTP -e ^location")
      ]),
    PrometheusSymptom(
      id: "http-status-other", texts: ["server returned HTTP status"],
      meaning: "Prometheus accepts nothing but 200.",
      causes: [
        .init(
          .httpNotFound, "the target answers with another status",
          "diagnose scrape {url}    # the status and the body")
      ]),
  ]
}

extension CauseID {
  /// The target answers 500: the exporter itself failed.
  public static let httpServerError = CauseID(rawValue: "http-server-error")
}
