import Addressing
import CCurl

extension EasyHandle {
  /// Sets every option of a request; `remaining` is what is left of its total time.
  func prepare(
    _ request: TransferRequest, url: TransferURL, remaining: Duration?
  ) throws(TransferError) {
    reset()
    try set(CURLOPT_NOSIGNAL, true)
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    try set(CURLOPT_TCP_KEEPALIVE, true)
    try set(CURLOPT_TCP_KEEPIDLE, 20)
    try set(CURLOPT_TCP_KEEPINTVL, 10)
    try set(
      CURLOPT_HTTP_VERSION,
      request.version == .http1 ? Int(CURL_HTTP_VERSION_1_1) : Int(CURL_HTTP_VERSION_2TLS))
    if request.acceptsCompression { try set(CURLOPT_ACCEPT_ENCODING, "") }
    if !request.reusesConnections {
      try set(CURLOPT_FRESH_CONNECT, true)
      try set(CURLOPT_FORBID_REUSE, true)
    }
    if !request.remembersAddresses { try set(CURLOPT_DNS_CACHE_TIMEOUT, 0) }
    if request.tellsCertificates { try set(CURLOPT_CERTINFO, true) }
    try setTarget(request, url)
    try setMethod(request)
    try setHeaders(request, url)
    try setTimeouts(request.timeouts, remaining)
    try setProxy(request.proxy)
    if url.scheme == "https", !request.proxyHeaders.isEmpty {
      try set(CURLOPT_PROXYHEADER, lines: request.proxyHeaders.map { "\($0.name): \($0.value)" })
    }
    try setSource(request.source)
    try setTLS(request.tls)
  }

  /// Sets a handshake that checks nothing and sends nothing: it only looks at the certificates.
  func prepareLook(
    at request: TransferRequest, url: TransferURL, remaining: Duration?
  ) throws(TransferError) {
    var look = TransferRequest(url: request.url)
    (look.proxy, look.source, look.connectTo) = (request.proxy, request.source, request.connectTo)
    look.timeouts = request.timeouts
    look.tls.serverName = request.tls.serverName
    look.tls.verifies = false
    (look.version, look.reusesConnections, look.tellsCertificates) = (.http1, false, true)
    try prepare(look, url: url, remaining: remaining)
    try set(CURLOPT_CONNECT_ONLY, true)
  }

  private func setTarget(_ request: TransferRequest, _ url: TransferURL) throws(TransferError) {
    var target = request.connectTo
    var text = request.url
    if let name = request.tls.serverName, !name.isEmpty, url.scheme == "https",
      let renamed = url.replacingHost(with: name)
    {
      // libcurl takes SNI and the name to check from the URL: the name goes there, and the
      // connection where it would have gone.
      text = renamed
      target = target ?? .host(url.host, port: url.port)
    }
    try set(CURLOPT_URL, text)
    switch target {
    case nil: break
    case .address(let address): try setConnectTo(address.description, port: "")
    case .endpoint(let endpoint):
      try setConnectTo(endpoint.address.description, port: "\(endpoint.port)")
    case .host(let host, let port): try setConnectTo(host, port: "\(port)")
    }
  }

  private func setConnectTo(_ host: String, port: String) throws(TransferError) {
    let host = host.contains(":") ? "[\(host)]" : host
    try set(CURLOPT_CONNECT_TO, lines: ["::\(host):\(port)"])
  }

  private func setMethod(_ request: TransferRequest) throws(TransferError) {
    if let body = request.body {
      try set(CURLOPT_POST, true)
      try set(body: body)
      if request.method != "POST" { try set(CURLOPT_CUSTOMREQUEST, request.method) }
      return
    }
    switch request.method {
    case "GET": try set(CURLOPT_HTTPGET, true)
    case "HEAD": try set(CURLOPT_NOBODY, true)
    case let other: try set(CURLOPT_CUSTOMREQUEST, other)
    }
  }

  private func setHeaders(_ request: TransferRequest, _ url: TransferURL) throws(TransferError) {
    var fields = request.headers + request.secretHeaders
    if request.tls.serverName != nil, !fields.contains(where: { $0.name.lowercased() == "host" }) {
      fields.append(HTTPField("Host", url.authority))
    }
    switch request.credentials {
    case .none: break
    case .bearer(let token): fields.append(HTTPField("Authorization", "Bearer \(token)"))
    case .basic(let user, let password):
      try set(CURLOPT_HTTPAUTH, 1)  // CURLAUTH_BASIC, an unsigned long that Swift does not import
      try set(CURLOPT_USERNAME, user)
      try set(CURLOPT_PASSWORD, password)
    }
    // `Name;` is libcurl's way to send a field without a value.
    var lines = fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    if request.body != nil { lines.append("Expect:") }
    try set(CURLOPT_HTTPHEADER, lines: lines)
  }

  private func setTimeouts(
    _ timeouts: TransferTimeouts, _ remaining: Duration?
  ) throws(TransferError) {
    // 0 would be libcurl's own default of five minutes.
    try set(CURLOPT_CONNECTTIMEOUT_MS, timeouts.connect?.milliseconds ?? Int(Int32.max))
    if let remaining { try set(CURLOPT_TIMEOUT_MS, remaining.milliseconds) }
    if let idle = timeouts.idle {
      try set(CURLOPT_LOW_SPEED_LIMIT, 1)
      try set(CURLOPT_LOW_SPEED_TIME, (idle.milliseconds + 999) / 1000)
    }
  }

  private func setProxy(_ proxy: ProxyChoice) throws(TransferError) {
    switch proxy {
    case .none: try set(CURLOPT_PROXY, "")
    case .environment: break
    case .url(let url):
      try set(CURLOPT_PROXY, url)
      try set(CURLOPT_NOPROXY, "")
    }
  }

  private func setSource(_ source: TransferSource?) throws(TransferError) {
    switch source {
    case nil: break
    case .address(let address): try set(CURLOPT_INTERFACE, "host!\(address)")
    case .interface(let name): try set(CURLOPT_INTERFACE, "if!\(name)")
    }
  }

  private func setTLS(_ options: TLSOptions) throws(TransferError) {
    try set(CURLOPT_SSL_VERIFYPEER, options.verifies)
    try set(CURLOPT_SSL_VERIFYHOST, options.verifies ? 2 : 0)
    switch options.authorities {
    case .system: break
    case .file(let path):
      try set(CURLOPT_CAINFO, path)
      // Without this the system's folder of authorities would still be trusted.
      try clear(CURLOPT_CAPATH)
    case .data(let bytes):
      try set(CURLOPT_CAINFO_BLOB, bytes: bytes)
      try clear(CURLOPT_CAPATH)
    }
    if let identity = options.identity {
      try set(identity.certificate, file: CURLOPT_SSLCERT, data: CURLOPT_SSLCERT_BLOB)
      try set(identity.key, file: CURLOPT_SSLKEY, data: CURLOPT_SSLKEY_BLOB)
    }
    let oldest = Int(options.minimumVersion?.oldest ?? CURL_SSLVERSION_DEFAULT)
    try set(CURLOPT_SSLVERSION, oldest | Int(options.maximumVersion?.newest ?? 0))
  }

  private func set(
    _ material: TLSMaterial, file: CURLoption, data: CURLoption
  ) throws(TransferError) {
    switch material {
    case .file(let path): try set(file, path)
    case .data(let bytes): try set(data, bytes: bytes)
    }
  }
}

extension TLSVersion {
  fileprivate var oldest: Int {
    switch self {
    case .tls10: Int(CURL_SSLVERSION_TLSv1_0)
    case .tls11: Int(CURL_SSLVERSION_TLSv1_1)
    case .tls12: Int(CURL_SSLVERSION_TLSv1_2)
    case .tls13: Int(CURL_SSLVERSION_TLSv1_3)
    }
  }

  fileprivate var newest: Int {
    switch self {
    case .tls10: Int(CURL_SSLVERSION_MAX_TLSv1_0)
    case .tls11: Int(CURL_SSLVERSION_MAX_TLSv1_1)
    case .tls12: Int(CURL_SSLVERSION_MAX_TLSv1_2)
    case .tls13: Int(CURL_SSLVERSION_MAX_TLSv1_3)
    }
  }
}
