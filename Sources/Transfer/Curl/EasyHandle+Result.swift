import Addressing
import CCurl

extension EasyHandle {
  /// When each phase ended.
  var phases: TransferPhases {
    TransferPhases(
      nameLookup: seconds(CURLINFO_NAMELOOKUP_TIME_T), connect: seconds(CURLINFO_CONNECT_TIME_T),
      tls: seconds(CURLINFO_APPCONNECT_TIME_T),
      firstByte: seconds(CURLINFO_STARTTRANSFER_TIME_T),
      total: seconds(CURLINFO_TOTAL_TIME_T) ?? 0)
  }

  private func seconds(_ info: CURLINFO) -> Double? {
    let microseconds = size(info)
    return microseconds == 0 ? nil : Double(microseconds) / 1_000_000
  }

  /// The two ends of the connection, nil when none stood.
  var connection: TransferConnection? {
    guard let remote = endpoint(CURLINFO_PRIMARY_IP, CURLINFO_PRIMARY_PORT) else { return nil }
    return TransferConnection(
      remote: remote, local: endpoint(CURLINFO_LOCAL_IP, CURLINFO_LOCAL_PORT),
      isReused: number(CURLINFO_NUM_CONNECTS) == 0)
  }

  private func endpoint(_ address: CURLINFO, _ port: CURLINFO) -> Endpoint? {
    guard let text = text(address), let address = IPAddress(parsing: text),
      let port = UInt16(exactly: number(port)), port > 0
    else { return nil }
    return Endpoint(address, port: port)
  }

  /// What a code of libcurl means for this transfer.
  func failure(_ code: CURLcode, url: TransferURL, request: TransferRequest) -> TransferFailure? {
    let reason = reason(code)
    let errno = Int32(truncatingIfNeeded: number(CURLINFO_OS_ERRNO))
    switch code {
    case CURLE_OK: return nil
    case CURLE_URL_MALFORMAT: return .url(request.url, reason: reason)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: return .http(reason: reason)
    case CURLE_COULDNT_RESOLVE_HOST: return .resolve(host: url.host, reason: reason)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxy(reason: reason)
    case CURLE_COULDNT_CONNECT: return .connect(errno: errno, to: target(url, request))
    case CURLE_OPERATION_TIMEDOUT:
      return .timeout(phase(isTLS: url.scheme == "https"), after: phases.total)
    case CURLE_GOT_NOTHING: return .emptyReply
    case CURLE_PARTIAL_FILE: return .closedEarly(reason: reason)
    case CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return phases.firstByte == nil
        ? .broken(errno: 0, reason: reason) : .closedEarly(reason: reason)
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR: return broken(errno, reason)
    case CURLE_INTERFACE_FAILED: return .source(reason: reason)
    case CURLE_BAD_CONTENT_ENCODING: return .encoding(reason: reason)
    case CURLE_PEER_FAILED_VERIFICATION: return .tls(refusal, reason: reason)
    case CURLE_SSL_CONNECT_ERROR:
      return .tls(Self.isAlert(reason) ? .clientCertificate : .handshake, reason: reason)
    case CURLE_SSL_CERTPROBLEM: return .tls(.ownIdentity, reason: reason)
    case CURLE_SSL_CACERT_BADFILE: return .tls(.authorities, reason: reason)
    case CURLE_SSL_CLIENTCERT: return .tls(.clientCertificate, reason: reason)
    case let other: return .other(code: Int(other.rawValue), reason: reason)
    }
  }

  private func broken(_ errno: Int32, _ reason: String) -> TransferFailure {
    if number(CURLINFO_HTTP_CONNECTCODE) >= 300 { return .proxy(reason: reason) }
    // TLS 1.3 tells about the client's certificate only after its own handshake.
    if Self.isAlert(reason) { return .tls(.clientCertificate, reason: reason) }
    return .broken(errno: errno, reason: reason)
  }

  /// Why the server's certificate was refused. The name is checked by libcurl itself, after OpenSSL
  /// found nothing wrong.
  private var refusal: TLSFailure {
    let result = number(CURLINFO_SSL_VERIFYRESULT)
    if result == DIAGNOSE_X509_EXPIRED { return .expired }
    if result == DIAGNOSE_X509_NOT_YET_VALID { return .notYetValid }
    // libcurl compares names before it asks OpenSSL for the result, which is then still 1.
    if result <= 1 || result == DIAGNOSE_X509_HOSTNAME { return .wrongName }
    return isAuthorityMissing(result) ? .unknownAuthority : .refusedCertificate
  }

  private func isAuthorityMissing(_ result: Int) -> Bool {
    [
      DIAGNOSE_X509_NO_ISSUER, DIAGNOSE_X509_SELF_SIGNED, DIAGNOSE_X509_SELF_SIGNED_CHAIN,
      DIAGNOSE_X509_NO_LOCAL_ISSUER, DIAGNOSE_X509_NO_LEAF_ISSUER, DIAGNOSE_X509_BAD_SIGNATURE,
    ].contains(result)
  }

  /// The alerts by which a server says that it does not take our certificate.
  private static func isAlert(_ reason: String) -> Bool {
    ["alert certificate", "alert bad certificate", "alert unknown ca", "certificate required"]
      .contains { reason.contains($0) }
  }

  private func phase(isTLS: Bool) -> TransferPhase {
    if size(CURLINFO_STARTTRANSFER_TIME_T) > 0 { return .body }
    if size(CURLINFO_NAMELOOKUP_TIME_T) == 0 { return .nameLookup }
    // With TLS, libcurl notes the connection only once both stand; the peer's address, before.
    let isConnected = connection != nil
    if size(CURLINFO_CONNECT_TIME_T) == 0, !isConnected { return .connect }
    return isTLS && size(CURLINFO_APPCONNECT_TIME_T) == 0 ? .tls : .firstByte
  }

  private func target(_ url: TransferURL, _ request: TransferRequest) -> String {
    if case .url = request.proxy { return "the proxy" }
    switch request.connectTo {
    case nil: return url.authority
    case .address(let address): return Endpoint(address, port: url.port).description
    case .endpoint(let endpoint): return endpoint.description
    case .host(let host, let port): return "\(host):\(port)"
    }
  }
}
