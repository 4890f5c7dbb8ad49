import Transfer

/// What an answer, or its failure, leaves possible: names of the fault catalogue.
struct ApplicationCauses {
  private let result: TransferResult
  private let isEncrypted: Bool

  init(_ result: TransferResult, isEncrypted: Bool) {
    self.result = result
    self.isEncrypted = isEncrypted
  }

  var causes: [String] {
    if let failure = result.failure { return causes(of: failure) }
    guard let response = result.response else { return [] }
    return causes(of: response)
  }

  private func causes(of failure: TransferFailure) -> [String] {
    switch failure {
    case .tls(let kind, _): causes(of: kind)
    case .timeout(.firstByte, _): ["scrape-timeout-too-short", "listen-backlog-full"]
    case .timeout(.body, _): ["mtu-black-hole", "mss-too-large", "scrape-timeout-too-short"]
    case .timeout(.tls, _): ["mtu-black-hole", "https-to-http-port"]
    case .timeout(.nameLookup, _), .resolve: ["name-does-not-resolve"]
    case .emptyReply:
      (isEncrypted ? [] : ["http-to-https-port"]) + ["mesh-requires-mtls", "reset-mid-response"]
    case .closedEarly, .broken: ["reset-mid-response", "mesh-requires-mtls"]
    case .http: isEncrypted ? [] : ["http-to-https-port"]
    case .encoding: ["content-encoding-broken"]
    case .proxy: ["http-proxy-in-path"]
    case .tooLarge: ["scrape-limit-exceeded"]
    case .source: ["wrong-source-address"]
    case .url, .connect, .timeout(.connect, _), .headerTooLarge, .tooManyRedirects, .cancelled,
      .other:
      []
    }
  }

  private func causes(of failure: TLSFailure) -> [String] {
    switch failure {
    case .unknownAuthority: ["tls-unknown-ca"]
    case .wrongName: ["tls-name-mismatch"]
    case .expired, .notYetValid: ["tls-expired"]
    case .clientCertificate: ["tls-client-certificate-required"]
    case .handshake: ["https-to-http-port", "mesh-requires-mtls"]
    case .refusedCertificate, .ownIdentity, .authorities: []
    }
  }

  private func causes(of response: HTTPResponse) -> [String] {
    switch response.status {
    case 200..<300: response["Content-Type"] == nil ? ["content-type-unsupported"] : []
    case 300..<400: ["http-redirected"]
    case 400 where saysTLS(response.body): ["http-to-https-port"]
    case 401: ["http-unauthorized"]
    case 403: ["kubelet-forbidden", "api-server-forbidden", "metrics-endpoint-forbidden"]
    case 404: ["http-not-found"]
    case 407: ["http-proxy-in-path"]
    case 502, 503: ["api-proxy-no-endpoints", "api-proxy-cannot-reach-pod", "http-proxy-in-path"]
    case _: []
    }
  }

  /// What Go's server answers to plain HTTP on its TLS port.
  private func saysTLS(_ body: [UInt8]) -> Bool {
    String(decoding: body.prefix(200), as: UTF8.self).contains("HTTP request to an HTTPS server")
  }
}
