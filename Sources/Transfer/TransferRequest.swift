public import Addressing

/// One request over HTTP or HTTPS, and how much of everything it may take.
public struct TransferRequest: Sendable {
  /// `http://` or `https://`; no other scheme is spoken.
  public var url: String
  /// The method: `GET`.
  public var method: String
  /// Further header fields. What may not go to another host belongs to ``credentials`` or
  /// ``secretHeaders``.
  public var headers: [HTTPField]
  /// Header fields that are dropped when a redirect leads to another scheme, host or port.
  public var secretHeaders: [HTTPField]
  /// What is sent; nil for nothing.
  public var body: [UInt8]?
  /// Who asks. Dropped when a redirect leads elsewhere.
  public var credentials: TransferCredentials
  /// Whether redirects are followed.
  public var redirects: RedirectPolicy
  /// The way out.
  public var proxy: ProxyChoice
  /// Header fields for the proxy, sent with CONNECT only.
  public var proxyHeaders: [HTTPField]
  /// What TLS has to show.
  public var tls: TLSOptions
  /// How long each phase may take.
  public var timeouts: TransferTimeouts
  /// How much may come back.
  public var limits: TransferLimits
  /// Connect to this address (and port) instead of the one that the URL's host resolves to.
  public var connectTo: ConnectionTarget?
  /// Send from this address or interface.
  public var source: TransferSource?
  /// Whether HTTP/2 is offered.
  public var version: HTTPVersionChoice
  /// Whether compressed bodies are asked for; they are unpacked as they come, within the limits.
  public var acceptsCompression: Bool
  /// Whether an idle connection may be used again, and be kept.
  public var reusesConnections: Bool
  /// Whether an address that a name resolved to may be used again for a minute.
  public var remembersAddresses: Bool
  /// Whether the certificate chain is told. Costs a few milliseconds a connection.
  public var tellsCertificates: Bool

  /// A `GET` of `url` that follows no redirect and uses no proxy.
  public init(url: String, method: String = "GET") {
    self.url = url
    self.method = method
    headers = []
    secretHeaders = []
    body = nil
    credentials = .none
    redirects = .refuse
    proxy = .none
    proxyHeaders = []
    tls = TLSOptions()
    timeouts = TransferTimeouts()
    limits = TransferLimits()
    connectTo = nil
    source = nil
    version = .automatic
    acceptsCompression = true
    reusesConnections = true
    remembersAddresses = true
    tellsCertificates = false
  }
}

/// One field of a header.
public struct HTTPField: Sendable, Hashable {
  /// The name as it was written.
  public var name: String
  /// The value.
  public var value: String

  /// `name: value`.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Whether redirects are followed.
public enum RedirectPolicy: Sendable, Hashable {
  /// A redirect is an answer like any other.
  case refuse
  /// At most so many; credentials go nowhere but to the scheme, host and port they were given for.
  case follow(limit: Int)
}

/// Where to connect instead of asking the resolver.
public enum ConnectionTarget: Sendable, Hashable {
  /// This address, at the URL's port.
  case address(IPAddress)
  /// This address and port.
  case endpoint(Endpoint)
  /// This host (a name or address) and port.
  case host(String, port: UInt16)
}

/// Where a connection comes from.
public enum TransferSource: Sendable, Hashable {
  case address(IPAddress)
  /// Bound to the interface (`SO_BINDTODEVICE`): needs CAP_NET_RAW on older kernels.
  case interface(String)
}

/// Whether HTTP/2 is offered.
public enum HTTPVersionChoice: Sendable, Hashable {
  /// HTTP/2 over TLS where the server offers it, else HTTP/1.1.
  case automatic
  /// HTTP/1.1 only.
  case http1
}
