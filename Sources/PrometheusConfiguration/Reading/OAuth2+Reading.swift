extension OAuth2 {
  static let type = GoType<OAuth2>.hooked(structure) { oauth throws(Rejection) in
    try oauth.proxy.validate()
  }

  private static let structure = GoStructure<OAuth2>()
    .field("client_id", \.clientID, .string)
    .field("client_secret", \.clientSecret, .secret)
    .field("client_secret_file", \.clientSecretFile, .string)
    .field("client_secret_ref", \.clientSecretRef, .string)
    .field("client_certificate_key_id", \.certificateKeyID, .string)
    .field("client_certificate_key", \.certificateKey, .secret)
    .field("client_certificate_key_file", \.certificateKeyFile, .string)
    .field("client_certificate_key_ref", \.certificateKeyRef, .string)
    .field("grant_type", \.grantType, .string)
    .field("signature_algorithm", \.signatureAlgorithm, .string)
    .field("iss", \.issuer, .string)
    .field("audience", \.audience, .string)
    .ignored("claims", .map("map[string]interface {}", of: .any))
    .field("scopes", \.scopes, .list(of: .string))
    .field("token_url", \.tokenURL, .string)
    .field("endpoint_params", \.endpointParams, .map("map[string]string", of: .string))
    .field("tls_config", \.tls, TLSSettings.type)
    .inline(ProxySettings.fields, \.proxy)
    .type("config.plain") { OAuth2() }

  private static let jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"

  func validate() throws(Rejection) {
    if clientID.isEmpty { throw Rejection("oauth2 client_id must be configured") }
    if tokenURL.isEmpty { throw Rejection("oauth2 token_url must be configured") }
    func areMany(_ texts: String...) -> Bool { texts.count { !$0.isEmpty } > 1 }
    guard grantType == Self.jwtBearer else {
      if areMany(clientSecret.revealed, clientSecretFile, clientSecretRef) {
        throw Rejection(
          "at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be "
            + "configured using grant-type=client_credentials")
      }
      return
    }
    if areMany(certificateKey.revealed, certificateKeyFile, certificateKeyRef) {
      throw Rejection(
        "at most one of oauth2 client_certificate_key, client_certificate_key_file & "
          + "client_certificate_key_ref must be configured using grant-type=" + Self.jwtBearer)
    }
    if !signatureAlgorithm.isEmpty, !["RS256", "RS384", "RS512"].contains(signatureAlgorithm) {
      throw Rejection("valid signature algorithms are RS256, RS384 and RS512")
    }
  }
}
