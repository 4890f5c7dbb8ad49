/// Headers that a configuration may not set.
enum ReservedHeaders {
  private static let always: Set<String> = [
    "host", "content-encoding", "content-length", "content-type", "user-agent", "connection",
    "keep-alive", "proxy-authenticate", "proxy-authorization", "www-authenticate",
    "accept-encoding", "x-prometheus-remote-write-version", "x-prometheus-remote-read-version",
    "x-amz-date", "x-amz-security-token", "x-amz-content-sha256",
  ]

  /// Those of `http_headers`.
  static let ofScrapes = always.union(["authorization", "x-prometheus-scrape-timeout-seconds"])

  /// What `headers` of remote_write and remote_read may not have.
  static func checkRemote(_ headers: [String: String]) throws(Rejection) {
    try check(
      headers,
      authorization: "authorization header must be changed via the basic_auth, authorization, "
        + "oauth2, sigv4, azuread or google_iam parameter")
  }

  /// What `headers` of tracing may not have.
  static func checkTracing(_ headers: [String: String]) throws(Rejection) {
    try check(
      headers,
      authorization: "custom authorization header configuration is not yet supported")
  }

  private static func check(
    _ headers: [String: String], authorization: String
  ) throws(Rejection) {
    for name in headers.keys.sorted() {
      let lower = name.lowercased()
      if lower == "authorization" { throw Rejection(authorization) }
      if always.contains(lower) {
        throw Rejection("\(name) is a reserved header. It must not be changed")
      }
    }
  }

  /// `http.CanonicalHeaderKey`: `content-type` → `Content-Type`.
  static func canonical(_ name: String) -> String {
    let isToken = name.utf8.allSatisfy { byte in
      byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122
        || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
    guard isToken else { return name }
    var isFirst = true
    var out: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z") where isFirst: out.append(byte - 32)
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where !isFirst: out.append(byte + 32)
      case _: out.append(byte)
      }
      isFirst = byte == UInt8(ascii: "-")
    }
    return String(decoding: out, as: UTF8.self)
  }
}
