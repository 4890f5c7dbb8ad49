extension HTTPClientSettings {
  /// The keys of `config.HTTPClientConfig`, which other structs inline.
  static let fields = GoStructure<HTTPClientSettings>()
    .field("basic_auth", \.basicAuth, .pointer(to: BasicAuth.type))
    .field("authorization", \.authorization, .pointer(to: Authorization.type))
    .field("oauth2", \.oauth2, .pointer(to: OAuth2.type))
    .field("bearer_token", \.bearerToken, .secret)
    .field("bearer_token_file", \.bearerTokenFile, .string)
    .field("tls_config", \.tls, TLSSettings.type)
    .field("follow_redirects", \.followRedirects, .bool)
    .field("enable_http2", \.enableHTTP2, .bool)
    .field("http_headers", \.headers, .pointer(to: HeaderValues.map))
    .inline(ProxySettings.fields, \.proxy)

  /// `HTTPClientConfig.Validate`: what excludes what; makes `authorization` of a bearer token.
  mutating func validate() throws(Rejection) {
    try checkBearer()
    try basicAuth?.validate()
    if authorization != nil {
      try checkAuthorization()
    } else {
      takeBearer()
    }
    if let oauth2 {
      if basicAuth != nil {
        throw Rejection("at most one of basic_auth, oauth2 & authorization must be configured")
      }
      try oauth2.validate()
    }
    try proxy.validate()
    for name in (headers ?? [:]).keys.sorted() {
      let canonical = ReservedHeaders.canonical(name)
      guard !ReservedHeaders.ofScrapes.contains(canonical.lowercased()) else {
        throw Rejection("setting header \(GoQuote.quoted(canonical)) is not allowed")
      }
    }
  }

  private var hasBearer: Bool { !bearerToken.isEmpty || !bearerTokenFile.isEmpty }

  private func checkBearer() throws(Rejection) {
    if !bearerToken.isEmpty, !bearerTokenFile.isEmpty {
      throw Rejection("at most one of bearer_token & bearer_token_file must be configured")
    }
    if basicAuth != nil || oauth2 != nil, hasBearer {
      throw Rejection(
        "at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured")
    }
  }

  private mutating func checkAuthorization() throws(Rejection) {
    guard var authorization else { return }
    if hasBearer {
      throw Rejection("authorization is not compatible with bearer_token & bearer_token_file")
    }
    let sources = [
      !authorization.credentials.isEmpty, !authorization.credentialsFile.isEmpty,
      !authorization.credentialsRef.isEmpty,
    ]
    if sources.count(where: { $0 }) > 1 {
      throw Rejection(
        "at most one of authorization credentials & credentials_file must be configured")
    }
    authorization.type = authorization.type.trimmingSpace
    if authorization.type.isEmpty { authorization.type = "Bearer" }
    if authorization.type.lowercased() == "basic" {
      throw Rejection(#"authorization type cannot be set to "basic", use "basic_auth" instead"#)
    }
    if basicAuth != nil || oauth2 != nil {
      throw Rejection("at most one of basic_auth, oauth2 & authorization must be configured")
    }
    self.authorization = authorization
  }

  private mutating func takeBearer() {
    guard hasBearer else { return }
    var made = Authorization()
    made.type = "Bearer"
    made.credentials = bearerToken
    made.credentialsFile = bearerTokenFile
    authorization = made
    bearerToken = SecretText("")
    bearerTokenFile = ""
  }
}

extension HTTPClientSettings.BasicAuth {
  static let type = GoStructure<Self>()
    .field("username", \.username, .string)
    .field("username_file", \.usernameFile, .string)
    .field("username_ref", \.usernameRef, .string)
    .field("password", \.password, .secret)
    .field("password_file", \.passwordFile, .string)
    .field("password_ref", \.passwordRef, .string)
    .type("config.plain") { Self() }

  func validate() throws(Rejection) {
    if [!username.isEmpty, !usernameFile.isEmpty, !usernameRef.isEmpty].count(where: { $0 }) > 1 {
      throw Rejection(
        "at most one of basic_auth username, username_file & username_ref must be configured")
    }
    if [!password.isEmpty, !passwordFile.isEmpty, !passwordRef.isEmpty].count(where: { $0 }) > 1 {
      throw Rejection(
        "at most one of basic_auth password, password_file & password_ref must be configured")
    }
  }
}

extension HTTPClientSettings.Authorization {
  static let type = GoStructure<Self>()
    .field("type", \.type, .string)
    .field("credentials", \.credentials, .secret)
    .field("credentials_file", \.credentialsFile, .string)
    .field("credentials_ref", \.credentialsRef, .string)
    .type("config.Authorization") { Self() }
}

extension HTTPClientSettings.HeaderValues {
  static let type = GoStructure<Self>()
    .field("values", \.values, .list(of: .string))
    .field("secrets", \.secrets, .list(of: .secret, named: "[]config.Secret"))
    .field("files", \.files, .list(of: .string))
    .type("config.Header") { Self() }

  /// `config.Headers`: a map that is inlined.
  static let map = GoStructure<[String: Self]>()
    .others { (decoder, name, index, map) throws(Rejection) in
      var values = Self()
      _ = try type.unmarshal(index, into: &values, &decoder)
      if map[name] != nil {
        decoder.fault(index, "key \(GoQuote.quoted(name)) already set in map")
      } else {
        map[name] = values
      }
    }
    .type("config.Headers") { [:] }
}

extension String {
  /// Without the white space around it.
  var trimmingSpace: String {
    let tail = drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    return String(tail.reversed())
  }
}
