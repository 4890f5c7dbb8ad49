extension ProxySettings {
  /// The keys of `config.ProxyConfig`, which other structs inline.
  static let fields = GoStructure<ProxySettings>()
    .field("proxy_url", \.url, .url)
    .field("no_proxy", \.noProxy, .string)
    .field("proxy_from_environment", \.fromEnvironment, .bool)
    .field(
      "proxy_connect_header", \.connectHeader,
      .map("config.ProxyHeader", of: .list(of: .secret, named: "[]config.Secret")))

  func validate() throws(Rejection) {
    let hasURL = url.map { !$0.text.isEmpty } ?? false
    if !connectHeader.isEmpty, !fromEnvironment, !hasURL {
      throw Rejection(
        "if proxy_connect_header is configured, proxy_url or proxy_from_environment "
          + "must also be configured")
    }
    if fromEnvironment, hasURL {
      throw Rejection(
        "if proxy_from_environment is configured, proxy_url must not be configured")
    }
    if fromEnvironment, !noProxy.isEmpty {
      throw Rejection("if proxy_from_environment is configured, no_proxy must not be configured")
    }
    if url == nil, !noProxy.isEmpty {
      throw Rejection("if no_proxy is configured, proxy_url must also be configured")
    }
  }
}
