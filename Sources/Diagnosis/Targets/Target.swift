public import Addressing
public import Cluster

/// What is to be scraped, as a person writes it.
public struct Target: Sendable, Hashable {
  /// The text as written.
  public var text: String
  /// What it means.
  public var kind: Kind

  /// The ways to name a target.
  public enum Kind: Sendable, Hashable {
    /// `ADDR:PORT`, or the same within a URL.
    case endpoint(Endpoint)
    /// `svc/NS/NAME[:PORT]`; the port by number or name.
    case service(ObjectName, port: String?)
    /// `pod/NS/NAME[:PORT]`.
    case pod(ObjectName, port: String?)
  }

  /// The target that `text` names.
  public init(parsing text: String) throws(TargetError) {
    self.text = text
    if text.hasPrefix("svc/") {
      let (name, port) = try Self.object(text.dropFirst(4), of: text)
      kind = .service(name, port: port)
    } else if text.hasPrefix("pod/") {
      let (name, port) = try Self.object(text.dropFirst(4), of: text)
      kind = .pod(name, port: port)
    } else {
      kind = .endpoint(try Self.endpoint(text))
    }
  }

  private static func object(
    _ rest: Substring, of text: String
  ) throws(TargetError) -> (ObjectName, String?) {
    let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first.flatMap({ ObjectName(parsing: $0) }) else {
      throw .malformed(text)
    }
    return (name, parts.count > 1 ? String(parts[1]) : nil)
  }

  private static func endpoint(_ text: String) throws(TargetError) -> Endpoint {
    var rest = text[...]
    var port: String?
    for (scheme, number) in [("http://", "80"), ("https://", "443")]
    where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
      rest = rest.prefix { $0 != "/" && $0 != "?" }
      port = number
    }
    if let endpoint = try? Endpoint(parsing: rest) { return endpoint }
    if let port, let endpoint = try? Endpoint(parsing: "\(rest):\(port)") { return endpoint }
    throw .malformed(text)
  }
}
