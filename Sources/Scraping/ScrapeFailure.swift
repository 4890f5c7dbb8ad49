public import Exposition
public import Relabelling
public import Transfer

/// Why a target is down. The sentences, Prometheus' own, are in `ScrapeFailure+Description.swift`.
public indirect enum ScrapeFailure: Error, Sendable, Hashable {
  /// No answer, or not a whole one: what was asked, and what is known of the server's certificate.
  case transfer(TransferFailure, url: String, ServerFacts)
  /// A secret cannot be read.
  case secret(SecretPurpose, path: String, reason: String)
  /// A header field that cannot be sent.
  case header(name: String)
  /// What hindered asking this URL, before anything was sent.
  case asking(String, ScrapeFailure)
  /// No token for it (`oauth2`): why, in Go's words.
  case token(String, url: String)
  /// The job has more targets than `target_limit` allows: none is scraped.
  case targets(count: Int, limit: Int)
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
