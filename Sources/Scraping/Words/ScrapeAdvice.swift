import Transfer

extension ScrapeFailure {
  /// What it can mean, and what decides or mends it.
  public var advice: String {
    switch self {
    case .transfer(let failure, _, let facts): Self.advice(failure, facts)
    case .secret(_, let path, _):
      "the file \(path) has to be there for the user that Prometheus runs as: mount it, or name"
        + " another"
    case .header(let name):
      "\(name) holds a line break or another control byte: write the file anew"
    case .asking(_, let failure): failure.advice
    case .token:
      "the token server gives none: look at client_id, the secret and token_url of oauth2"
    case .targets: "raise target_limit, or drop targets with relabel_configs"
    case .redirects, .redirectTarget:
      "the server sends elsewhere: look at the path and the scheme; a login page is a usual reason"
    case .status(let status, _, _): Self.advice(status)
    case .bodySize: "raise body_size_limit, or ask for less with params"
    case .packing: "the body is not what its Content-Encoding says, or was cut on the way"
    case .url: "look at __address__, __scheme__ and __metrics_path__ after relabelling"
    case .format:
      "this is not the exposition that its Content-Type says: look at what the path serves"
    case .name, .nameMissing, .labelTwice:
      "the exporter writes a name that cannot be stored: rename it with metric_relabel_configs"
    case .samples: "raise sample_limit, or drop samples with metric_relabel_configs"
    case .labels, .labelName, .labelValue:
      "raise the limit, or drop the label with metric_relabel_configs"
    case .setup: "the settings of the job cannot be used together"
    }
  }

  private static func advice(_ status: Int) -> String {
    switch status {
    case 401:
      "the server does not know who asks: credentials are missing, expired or of another cluster"
    case 403: "the server knows who asks and refuses: a right is missing"
    case 404: "nothing is served under this path: look at metrics_path"
    case 407: "the proxy wants credentials: put them into proxy_url or proxy_connect_header"
    case 400: "a TLS port answers plain HTTP so; if it is one, set scheme: https"
    case 503:
      "who answered has no backend for it: through an API server's proxy, the pod is not ready"
    case _: "the server answers with an error of its own: its log says why"
    }
  }

  private static func advice(_ failure: TransferFailure, _ facts: ServerFacts) -> String {
    let probe = "diagnose target \(facts.address) decides"
    switch failure {
    case .resolve:
      return "the name is not known here; names that end in .svc are known inside the cluster only"
    case .connect:
      return "nothing listens there, or something on the way rejects (both look alike): \(probe)"
    case .timeout(let phase, _): return advice(phase, probe)
    case .tls(let kind, _): return advice(kind)
    case .emptyReply, .broken, .closedEarly:
      return "it accepts and closes: a TLS port asked in plain, a sidecar, a balancer without"
        + " backends; try the other scheme"
    case .http: return "what answers is not HTTP: try scheme: https, and look at the port"
    case .proxy: return "the way to the proxy, or the proxy itself, fails: look at proxy_url"
    case .encoding: return "the body is not what its Content-Encoding says, or was cut"
    case .headerTooLarge, .tooLarge: return "the answer is larger than a scrape's should be"
    case .url: return "look at __address__, __scheme__ and __metrics_path__ after relabelling"
    case .tooManyRedirects, .source, .cancelled, .other: return probe
    }
  }

  private static func advice(_ phase: TransferPhase, _ probe: String) -> String {
    switch phase {
    case .nameLookup: "the resolver did not answer: look at /etc/resolv.conf and the way to it"
    case .connect: "the connection was never answered: packets are dropped on the way; \(probe)"
    case .tls: "TCP stood and TLS did not: a port that speaks no TLS, or large packets are dropped"
    case .firstByte: "it accepted the request and did not answer: the exporter is slow or stuck"
    case .body: "the body came too slowly or stopped: a slow exporter, or large packets are dropped"
    }
  }

  private static func advice(_ kind: TLSFailure) -> String {
    switch kind {
    case .unknownAuthority: "name the authority that signed it in tls_config.ca_file"
    case .wrongName: "set tls_config.server_name to one of its names, or ask for it by name"
    case .expired, .notYetValid: "renew the server's certificate, or mend the clock"
    case .refusedCertificate: "the certificate is not one for servers: issue another"
    case .ownIdentity: "look at tls_config.cert_file and key_file"
    case .clientCertificate:
      "the server wants a client certificate that it trusts: tls_config.cert_file"
    case .authorities: "look at tls_config.ca_file: without it Prometheus drops the whole job"
    case .handshake: "the two sides do not agree: is the port one for TLS? look at min_version"
    }
  }
}
