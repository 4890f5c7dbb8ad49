/// The way out. Its descriptions hold no password.
public enum ProxyChoice: Sendable, Hashable {
  /// None, whatever the environment says.
  case none
  /// `http_proxy`, `https_proxy`, `no_proxy` as libcurl reads them.
  case environment
  /// `http://`, `https://`, `socks5://` or `socks5h://`, possibly with user and password.
  case url(String)
}

extension ProxyChoice: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `none`, `environment`, or the URL with `<redacted>` for user and password.
  public var description: String {
    switch self {
    case .none: "none"
    case .environment: "environment"
    case .url(let url):
      url.lastIndex(of: "@").map { "<redacted>" + url[$0...] } ?? url
    }
  }

  /// The same.
  public var debugDescription: String { description }

  /// Nothing to look into, so that `dump` prints no password either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
