/// What a server said above TCP: its certificates, the versions it speaks, and its answer to one request.
public struct ApplicationFacts: Sendable, Hashable {
  /// What was asked for.
  public var url: String
  /// The status of the answer; nil where none came.
  public var status: Int?
  /// `1.1`, or `2` where TLS negotiated it (ALPN `h2`).
  public var httpVersion: String?
  /// The `Content-Type` of the answer.
  public var contentType: String?
  /// Where a redirect leads.
  public var location: String?
  /// When each phase ended.
  public var phases: Phases
  /// The server's chain, its own certificate first; empty without TLS.
  public var certificates: [Certificate]
  /// The versions of TLS that were tried, and whether the server speaks them.
  public var versions: [Version]
  /// What went wrong, in words; nil where an answer came whole.
  public var failure: String?
  /// The causes of the fault catalogue that this leaves possible.
  public var causes: [String]

  /// Seconds from the start to the end of each phase; nil for what did not happen.
  public struct Phases: Sendable, Hashable {
    public var connect: Double?
    public var tls: Double?
    public var firstByte: Double?
    public var total: Double

    public init(connect: Double?, tls: Double?, firstByte: Double?, total: Double) {
      self.connect = connect
      self.tls = tls
      self.firstByte = firstByte
      self.total = total
    }
  }

  /// What a certificate says of itself.
  public struct Certificate: Sendable, Hashable {
    public var subject: String
    public var issuer: String
    public var names: [String]
    public var notBefore: String
    public var notAfter: String

    public init(
      subject: String, issuer: String, names: [String], notBefore: String, notAfter: String
    ) {
      self.subject = subject
      self.issuer = issuer
      self.names = names
      self.notBefore = notBefore
      self.notAfter = notAfter
    }
  }

  /// A version of TLS, and whether a handshake came about.
  public struct Version: Sendable, Hashable {
    /// `TLS 1.3`.
    public var name: String
    public var isSpoken: Bool

    public init(name: String, isSpoken: Bool) {
      self.name = name
      self.isSpoken = isSpoken
    }
  }

  /// Facts without an answer yet.
  public init(url: String, phases: Phases) {
    self.url = url
    self.phases = phases
    certificates = []
    versions = []
    causes = []
  }

  /// Whether an answer came whole, and with a status of success.
  public var isWhole: Bool { failure == nil && status.map { (200..<300).contains($0) } ?? false }
}
