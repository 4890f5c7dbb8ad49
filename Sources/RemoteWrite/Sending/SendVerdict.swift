import Scraping
import Transfer

/// What came of a request.
enum SendVerdict {
  case taken
  /// The same again, later: after so long where the receiver says.
  case again(String, after: Duration?)
  /// Never again: what was sent is dropped. A part of it may be taken where `isOfSamples`.
  case refused(String, isOfSamples: Bool)
}

extension SendVerdict {
  /// Prometheus tries again after 5xx and where no answer came; 429 here always, as it must not
  /// lose samples, whatever `retry_on_http_429` says.
  init(_ result: TransferResult, message: WriteMessage) {
    guard let response = result.response, response.status >= 200 else {
      self = .again(result.failure.map { "\($0)" } ?? "no answer came", after: nil)
      return
    }
    let words = Self.words(response, message)
    switch response.status {
    case 200..<300 where message == .version2 && !Self.tellsOfSamples(response):
      self = .refused(
        "\(words), but not that samples were written: the receiver may know 1.0 only, and have read"
          + " nothing (set protobuf_message: prometheus.WriteRequest for it)", isOfSamples: false)
    case 200..<300: self = .taken
    case 429, 500...599:
      self = .again(words, after: response.retryAfter)
    case 400, 409, 413, 422: self = .refused(words, isOfSamples: true)
    case _: self = .refused(words, isOfSamples: false)
    }
  }

  /// A receiver of 2.0 must say how much it wrote (specification 2.0, "Required Written Response
  /// Headers"); one of 1.0 that does not look at the Content-Type takes a request of 2.0 for empty.
  private static func tellsOfSamples(_ response: HTTPResponse) -> Bool {
    guard let written = response["X-Prometheus-Remote-Write-Samples-Written"] else { return false }
    return Int(written).map { $0 > 0 } ?? false
  }

  /// Prometheus' sentence, and what to do where it is known.
  private static func words(_ response: HTTPResponse, _ message: WriteMessage) -> String {
    let body = String(decoding: response.body.prefix(1024), as: UTF8.self)
    let line = body.split(separator: "\n").first.map(String.init) ?? ""
    let reason = response.reason.isEmpty ? "" : " \(response.reason)"
    var words = "server returned HTTP status \(response.status)\(reason)"
    if !line.isEmpty { words += ": \(line)" }
    switch (response.status, message) {
    case (415, .version2):
      words +=
        " (the receiver does not take io.prometheus.write.v2.Request: set protobuf_message:"
        + " prometheus.WriteRequest for it)"
    case (404, _):
      words +=
        " (nothing takes samples there: look at the path of url, and start Prometheus with"
        + " --web.enable-remote-write-receiver)"
    case (401, _), (403, _): words += " (look at basic_auth or authorization of this remote_write)"
    case _: break
    }
    return words
  }
}
