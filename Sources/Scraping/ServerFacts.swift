import Addressing
import Relabelling
import Transfer

/// What is known of who answered, for the sentences that name it.
public struct ServerFacts: Sendable, Hashable {
  /// The host of the URL.
  public var host: String
  /// `ADDR:PORT` that was dialled, as far as it is known.
  public var address: String
  /// Our own end of the connection.
  public var local: String?
  /// Whether the head of an answer had come.
  public var hasAnswered: Bool
  /// The names of the server's certificate: `DNS:localhost`, `IP Address:127.0.0.1`.
  public var names: [String]
  /// The common name of the server's certificate.
  public var commonName: String
  /// When the certificate begins to be valid, in seconds since 1970.
  public var validFrom: Int?
  /// When it ends.
  public var validUntil: Int?
  /// When it was asked, in seconds since 1970.
  public var now: Int
  /// The resolver that was asked, `ADDR:PORT`.
  public var resolver: String?
  /// Whether the request went through a proxy.
  public var isProxied: Bool
}

extension ServerFacts {
  /// What a transfer showed.
  init(_ result: TransferResult, url: String, proxy: ScrapeProxy) {
    let place = RedirectURL.Parts(url)
    let leaf = result.certificates.first
    var proxyPlace: RedirectURL.Parts?
    if case .url(let text) = proxy.route(to: url) {
      proxyPlace = RedirectURL.Parts(text)
      isProxied = true
    } else {
      isProxied = false
    }
    host = place?.host ?? ""
    address =
      result.connection?.remote?.description ?? proxyPlace?.authority ?? place?.authority ?? ""
    local = result.connection?.local?.description
    hasAnswered = result.response != nil
    names = leaf?.alternativeNames ?? []
    commonName = leaf?.commonName ?? ""
    validFrom = leaf?.notBeforeSeconds
    validUntil = leaf?.notAfterSeconds
    now = Int(ActiveScrape.now() / 1000)
    resolver = Self.firstResolver
  }

  /// The first resolver of resolv.conf(5).
  private static let firstResolver: String? = {
    guard let text = SecretSource.contents(of: "/etc/resolv.conf") else { return nil }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "\t" }
      guard words.count > 1, words[0] == "nameserver" else { continue }
      return words[1].contains(":") ? "[\(words[1])]:53" : "\(words[1]):53"
    }
    return nil
  }()
}

extension CertificateFacts {
  /// The name in its subject: `CN = node1`.
  fileprivate var commonName: String {
    guard let mark = subject.firstRange(of: "CN") else { return "" }
    return String(
      subject[mark.upperBound...].drop { $0 == " " || $0 == "=" }.prefix { $0 != "," && $0 != "/" })
  }
}
