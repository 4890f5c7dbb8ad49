import CCurl

/// The parts of a URL, as libcurl itself reads it.
struct TransferURL: Hashable {
  var scheme: String
  /// Without brackets.
  var host: String
  var port: UInt16
  private let text: String

  init(_ text: String) throws(TransferFailure) {
    guard let handle = unsafe curl_url() else { throw .url(text, reason: CurlLibrary.problem) }
    defer { unsafe curl_url_cleanup(handle) }
    let code = unsafe curl_url_set(handle, CURLUPART_URL, text, 0)
    guard code == CURLUE_OK else {
      throw .url(text, reason: unsafe String(cString: curl_url_strerror(code)))
    }
    func part(_ part: CURLUPart, _ flags: UInt32 = 0) -> String {
      var value: UnsafeMutablePointer<CChar>?
      guard unsafe diagnose_url_get(handle, part, &value, flags) == CURLUE_OK,
        let value = unsafe value
      else { return "" }
      defer { unsafe curl_free(value) }
      return unsafe String(cString: value)
    }
    self.text = text
    scheme = part(CURLUPART_SCHEME)
    let host = part(CURLUPART_HOST)
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    port = UInt16(part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT))) ?? 0
    guard scheme == "http" || scheme == "https" else {
      throw .url(text, reason: "it should begin with http:// or https://")
    }
    guard !host.isEmpty else { throw .url(text, reason: "it names no host") }
  }

  /// Whether what was given for this URL may go to another.
  func isSameOrigin(as other: TransferURL) -> Bool {
    scheme == other.scheme && host.lowercased() == other.host.lowercased() && port == other.port
  }

  /// `host:port`, the port always said.
  var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

  /// The same URL for another host.
  func replacingHost(with host: String) -> String? {
    guard let handle = unsafe curl_url() else { return nil }
    defer { unsafe curl_url_cleanup(handle) }
    guard unsafe curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
      unsafe curl_url_set(handle, CURLUPART_HOST, host, 0) == CURLUE_OK
    else { return nil }
    var value: UnsafeMutablePointer<CChar>?
    guard unsafe diagnose_url_get(handle, CURLUPART_URL, &value, 0) == CURLUE_OK,
      let value = unsafe value
    else { return nil }
    defer { unsafe curl_free(value) }
    return unsafe String(cString: value)
  }
}
