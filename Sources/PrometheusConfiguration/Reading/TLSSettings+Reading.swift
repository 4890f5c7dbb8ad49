extension TLSSettings {
  /// `config.TLSConfig`, validated as soon as it is read.
  static let type: GoType<TLSSettings> = .hooked(structure) { settings throws(Rejection) in
    try settings.validate()
  }

  private static let structure = GoStructure<TLSSettings>()
    .field("ca", \.ca, .string)
    .field("cert", \.certificate, .string)
    .field("key", \.key, .secret)
    .field("ca_file", \.caFile, .string)
    .field("cert_file", \.certificateFile, .string)
    .field("key_file", \.keyFile, .string)
    .field("ca_ref", \.caRef, .string)
    .field("cert_ref", \.certificateRef, .string)
    .field("key_ref", \.keyRef, .string)
    .field("server_name", \.serverName, .string)
    .field("insecure_skip_verify", \.insecureSkipVerify, .bool)
    .field("min_version", \.minVersion, version)
    .field("max_version", \.maxVersion, version)
    .type("config.plain") { TLSSettings() }

  private static let version: GoType<TLSVersion?> = .parsed(zero: { nil }) {
    text throws(Rejection) in
    guard let version = TLSVersion(rawValue: text) else {
      throw Rejection("unknown TLS version: \(text)")
    }
    return version
  }

  private func validate() throws(Rejection) {
    func areMany(_ texts: String...) -> Bool { texts.count { !$0.isEmpty } > 1 }
    if areMany(ca, caFile, caRef) {
      throw Rejection("at most one of ca, ca_file & ca_ref must be configured")
    }
    if areMany(certificate, certificateFile, certificateRef) {
      throw Rejection("at most one of cert, cert_file & cert_ref must be configured")
    }
    if areMany(key.revealed, keyFile, keyRef) {
      throw Rejection("at most one of key and key_file must be configured")
    }
    let hasCertificate = !certificate.isEmpty || !certificateFile.isEmpty || !certificateRef.isEmpty
    let hasKey = !key.isEmpty || !keyFile.isEmpty || !keyRef.isEmpty
    if hasCertificate, !hasKey {
      throw Rejection(
        "exactly one of key or key_file must be configured when a client certificate is configured")
    }
    if hasKey, !hasCertificate {
      throw Rejection(
        "exactly one of cert or cert_file must be configured when a client key is configured")
    }
  }
}
