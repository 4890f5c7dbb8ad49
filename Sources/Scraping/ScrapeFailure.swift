public import Exposition
public import Relabelling
public import Transfer

/// Why a target is down. The sentences, Prometheus' own, are in `ScrapeFailure+Description.swift`.
public enum ScrapeFailure: Error, Sendable, Hashable {
  /// No answer, or not a whole one: what was asked, and what is known of the server's certificate.
  case transfer(TransferFailure, url: String, ServerFacts)
  /// A secret cannot be read.
  case secret(SecretPurpose, path: String, reason: String)
  /// A header field that cannot be sent.
  case header(name: String)
  /// More than ten redirects.
  case redirects(url: String)
  /// A redirect without a place to go, or to one that cannot be asked.
  case redirectTarget(url: String, status: Int, location: String?)
  /// Another status than 200: its number and words, and the beginning of the body.
  case status(Int, reason: String, body: String)
  /// The body is larger than allowed.
  case bodySize(limit: Int)
  /// The body came packed and cannot be unpacked.
  case packing(PackingFault)
  /// The URL cannot be asked at all.
  case url(String)
  /// The body is not what its format prescribes.
  case format(ExpositionError)
  /// A name that is not allowed, in these labels.
  case name(LabelSet)
  /// A sample without a name.
  case nameMissing
  /// A label twice in one sample.
  case labelTwice(ByteString)
  /// More samples than allowed.
  case samples(limit: Int)
  /// More labels than allowed.
  case labels(metric: ByteString, count: Int, limit: Int)
  /// A label's name longer than allowed.
  case labelName(metric: ByteString, ByteString, limit: Int)
  /// A label's value longer than allowed.
  case labelValue(metric: ByteString, Label, limit: Int)
  /// libcurl cannot be set up for it.
  case setup(String)
}

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
