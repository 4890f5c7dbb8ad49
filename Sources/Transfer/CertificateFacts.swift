/// What a certificate says of itself.
public struct CertificateFacts: Sendable, Hashable {
  /// `CN = node1`.
  public var subject: String
  /// Who signed it.
  public var issuer: String
  /// The names it is for: `DNS:localhost`, `IP Address:127.0.0.1`.
  public var alternativeNames: [String]
  /// From when it is valid, as OpenSSL prints it: `Nov 21 16:00:00 2026 GMT`.
  public var notBefore: String
  /// Until when.
  public var notAfter: String
  /// From when, in seconds since 1970; nil where the text is not a date.
  public var notBeforeSeconds: Int?
  /// Until when, in seconds since 1970.
  public var notAfterSeconds: Int?
  /// The serial number in hexadecimal.
  public var serialNumber: String
  /// The certificate itself, in PEM.
  public var pem: String
}

extension CertificateFacts {
  /// Reads the `Name:value` lines of `CURLINFO_CERTINFO`.
  init(lines: [String], seconds: (String) -> Int?) {
    var fields: [Substring: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon]] = String(line[line.index(after: colon)...])
    }
    subject = fields["Subject"] ?? ""
    issuer = fields["Issuer"] ?? ""
    notBefore = fields["Start date"] ?? ""
    notAfter = fields["Expire date"] ?? ""
    notBeforeSeconds = seconds(notBefore)
    notAfterSeconds = seconds(notAfter)
    serialNumber = fields["Serial Number"] ?? ""
    pem = fields["Cert"] ?? ""
    alternativeNames = (fields["X509v3 Subject Alternative Name"] ?? "").split(separator: ",")
      .map { name in String(name.drop { $0 == " " }) }
  }
}
