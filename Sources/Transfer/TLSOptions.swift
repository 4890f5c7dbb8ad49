/// What TLS has to show, and what it shows of us.
public struct TLSOptions: Sendable {
  /// Whom to trust.
  public var authorities: TLSAuthorities
  /// Who we are.
  public var identity: TLSIdentity?
  /// The name in the certificate and in SNI, where it is not the URL's host.
  public var serverName: String?
  /// Whether the server's certificate is checked at all.
  public var verifies: Bool
  /// The oldest version spoken.
  public var minimumVersion: TLSVersion?
  /// The newest version spoken.
  public var maximumVersion: TLSVersion?

  /// The system's authorities, the certificate checked.
  public init() {
    authorities = .system
    identity = nil
    serverName = nil
    verifies = true
    minimumVersion = nil
    maximumVersion = nil
  }
}

/// Whom to trust. Naming any replaces the system's.
public enum TLSAuthorities: Sendable, Hashable {
  case system
  /// A file of certificates in PEM.
  case file(String)
  /// Certificates in PEM.
  case data([UInt8])
}

/// Our own certificate and key, both in PEM.
public struct TLSIdentity: Sendable {
  /// The certificate, with intermediate ones behind it.
  public var certificate: TLSMaterial
  /// Its key.
  public var key: TLSMaterial

  /// The identity of `certificate`, proven by `key`.
  public init(certificate: TLSMaterial, key: TLSMaterial) {
    self.certificate = certificate
    self.key = key
  }
}

/// PEM in a file or at hand. Never printed.
public enum TLSMaterial: Sendable, Hashable, CustomStringConvertible {
  case file(String)
  case data([UInt8])

  /// The file's name, or only that there is data.
  public var description: String {
    switch self {
    case .file(let path): path
    case .data(let bytes): "<\(bytes.count) bytes>"
    }
  }
}

/// A version of TLS.
public enum TLSVersion: Sendable, Hashable, CaseIterable {
  case tls10
  case tls11
  case tls12
  case tls13
}
