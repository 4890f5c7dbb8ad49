import Addressing
import Glibc
public import Transfer

/// The way out that a configuration names, as Go reads it (`golang.org/x/net/http/httpproxy`).
public struct ScrapeProxy: Sendable {
  /// `proxy_url` or `proxy_from_environment`.
  public var choice = ProxyChoice.none
  /// `no_proxy`. With one, this machine itself is never asked through a proxy.
  public var exceptions = ""
  /// `proxy_connect_header`.
  public var connectHeaders: [ScrapeHeader] = []

  /// No proxy.
  public init() {}

  /// The way to a URL.
  func route(to url: String) -> ProxyChoice {
    guard let parts = RedirectURL.Parts(url) else { return choice }
    switch choice {
    case .none: return .none
    case .url:
      guard !exceptions.isEmpty else { return choice }
      return ProxyExceptions(exceptions).cover(parts) ? .none : choice
    case .environment:
      let isSecure = parts.scheme == "https"
      guard let proxy = Self.variable(isSecure ? "HTTPS_PROXY" : "HTTP_PROXY") else { return .none }
      let exceptions = ProxyExceptions(Self.variable("NO_PROXY") ?? "")
      return exceptions.cover(parts) ? .none : .url(Self.completed(proxy))
    }
  }

  /// The variable, or its name in small letters.
  private static func variable(_ name: String) -> String? {
    for name in [name, name.lowercased()] {
      if let value = getenv(name) {
        let text = String(cString: value)
        if !text.isEmpty { return text }
      }
    }
    return nil
  }

  private static func completed(_ proxy: String) -> String {
    proxy.contains("://") ? proxy : "http://\(proxy)"
  }
}

/// What is asked without a proxy: `no_proxy`.
struct ProxyExceptions {
  private enum Rule {
    case all
    case prefix(IPPrefix)
    case address(IPAddress, port: String?)
    /// A name with a dot before it; `itself`: without one too.
    case domain(String, itself: Bool, port: String?)
  }

  private let rules: [Rule]

  init(_ text: String) {
    rules = text.split(separator: ",").compactMap { part in
      Self.rule(part.filter { $0 != " " && $0 != "\t" }.lowercased())
    }
  }

  private static func rule(_ text: String) -> Rule? {
    if text.isEmpty { return nil }
    if text == "*" { return .all }
    if text.contains("/"), let prefix = IPPrefix(parsing: text) { return .prefix(prefix) }
    if let address = IPAddress(parsing: text) { return .address(address, port: nil) }
    guard let parts = RedirectURL.Parts("http://\(text)") else { return nil }
    var name = parts.host
    guard !name.isEmpty else { return nil }
    if let address = IPAddress(parsing: name) { return .address(address, port: parts.port) }
    if name.hasPrefix("*.") { name.removeFirst() }
    return name.hasPrefix(".")
      ? .domain(name, itself: false, port: parts.port)
      : .domain(".\(name)", itself: true, port: parts.port)
  }

  /// Whether a URL is asked directly.
  func cover(_ url: RedirectURL.Parts) -> Bool {
    let host = url.host.lowercased()
    if host == "localhost" { return true }
    let address = IPAddress(parsing: host)
    if let address, Self.loopbacks.contains(where: { $0.contains(address) }) { return true }
    let port = url.port ?? (url.scheme == "https" ? "443" : "80")
    return rules.contains { Self.matches($0, host, address, port) }
  }

  private static func matches(
    _ rule: Rule, _ host: String, _ address: IPAddress?, _ port: String
  ) -> Bool {
    switch rule {
    case .all: true
    case .prefix(let prefix): address.map(prefix.contains) ?? false
    case .address(let wanted, let wantedPort):
      address == wanted && (wantedPort == nil || wantedPort == port)
    case .domain(let name, let itself, let wantedPort):
      (host.hasSuffix(name) || itself && host == name.dropFirst())
        && (wantedPort == nil || wantedPort == port)
    }
  }

  private static let loopbacks = ["127.0.0.0/8", "::1/128"].compactMap { IPPrefix(parsing: $0) }
}
