public import Addressing

/// How a transfer ended, with all that was seen on the way.
public struct TransferResult: Sendable {
  /// What ended it: nil when the answer came whole.
  public var failure: TransferFailure?
  /// The answer as far as it came; nil when there was none.
  public var response: HTTPResponse?
  /// When each phase ended.
  public var phases: TransferPhases
  /// The two ends of the connection; nil when none stood.
  public var connection: TransferConnection?
  /// The server's chain, its own certificate first. Told when asked for, and after TLS refused it.
  public var certificates: [CertificateFacts]
  /// The URLs that answered with a redirect that was followed, in order.
  public var redirects: [String]
  /// The URL that was asked last.
  public var url: String
}

/// An answer.
public struct HTTPResponse: Sendable, Hashable {
  /// `200`.
  public var status: Int
  /// What the server calls it: `OK`. Empty over HTTP/2.
  public var reason: String
  /// `1.1`, `2`.
  public var version: String
  /// Its header in order.
  public var headers: [HTTPField]
  /// Its body, unpacked; empty where a receiver took it.
  public var body: [UInt8]

  /// The first value of a field, in whichever case it is written.
  public subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}

/// Seconds from the start of the last request to the end of each phase; nil for what did not happen.
public struct TransferPhases: Sendable, Hashable {
  /// The name was resolved.
  public var nameLookup: Double?
  /// TCP stood.
  public var connect: Double?
  /// TLS stood.
  public var tls: Double?
  /// The first byte of the answer came.
  public var firstByte: Double?
  /// All was over.
  public var total: Double
}

/// The two ends of a connection.
public struct TransferConnection: Sendable, Hashable {
  /// Who answered.
  public var remote: Endpoint?
  /// Where it came from.
  public var local: Endpoint?
  /// Whether it stood before this request.
  public var isReused: Bool
}
