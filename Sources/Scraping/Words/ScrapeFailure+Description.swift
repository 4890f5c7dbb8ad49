import Exposition
import Relabelling

extension ScrapeFailure: CustomStringConvertible {
  /// The sentence of Prometheus 3 for it: what its targets page says.
  public var description: String {
    switch self {
    case .transfer(let failure, let url, let facts): TransferWords(failure, url, facts).sentence
    case .secret(let what, let path, let reason):
      "unable to read \(what.rawValue): unable to read file \(path): open \(path): \(reason)"
    case .header(let name): "net/http: invalid header field value for \"\(name)\""
    case .asking(let url, let failure): "Get \(quoted(url)): \(failure)"
    case .token(let words, let url): "Get \(quoted(url)): \(words)"
    case .targets(let count, let limit):
      "target_limit exceeded (number of targets: \(count), limit: \(limit))"
    case .redirects(let url): "Get \(quoted(url)): stopped after 10 redirects"
    case .redirectTarget(let url, let status, nil):
      "Get \(quoted(url)): \(status) response missing Location header"
    case .redirectTarget(let url, _, let location?):
      if let scheme = foreignScheme(location) {
        "Get \(quoted(location)): unsupported protocol scheme \"\(scheme)\""
      } else {
        "Get \(quoted(url)): failed to parse Location header \(quoted(location))"
      }
    case .status(let status, let reason, _):
      "server returned HTTP status \(status)" + (reason.isEmpty ? "" : " \(reason)")
    case .bodySize: "body size limit exceeded"
    case .packing(let fault): fault.description
    case .url(let url): InvalidURL(url).sentence
    case .format(let error): error.description
    case .name(let labels): "invalid metric name or label names: \(labels)"
    case .nameMissing: "missing metric name (__name__ label)"
    case .labelTwice(let name): "label name \(name.goQuoted) is not unique: invalid sample"
    case .samples: "sample limit exceeded"
    case .labels(let metric, let count, let limit):
      "label_limit exceeded (metric: \(cut(metric)), number of labels: \(count), limit: \(limit))"
    case .labelName(let metric, let name, let limit):
      "label_name_length_limit exceeded (metric: \(cut(metric)), label name: \(cut(name)),"
        + " length: \(name.bytes.count), limit: \(limit))"
    case .labelValue(let metric, let label, let limit):
      "label_value_length_limit exceeded (metric: \(cut(metric)), label name:"
        + " \(cut(label.name)), value: \(cut(label.value).goQuoted),"
        + " length: \(label.value.bytes.count), limit: \(limit))"
    case .setup(let reason): reason
    }
  }

  private func quoted(_ text: String) -> String { ByteString(text).goQuoted }

  private func foreignScheme(_ location: String) -> String? {
    guard let colon = location.firstIndex(of: ":") else { return nil }
    let scheme = location[..<colon].lowercased()
    let isScheme = scheme.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x2B...0x39).contains($0)
    }
    return isScheme && scheme != "http" && scheme != "https" ? scheme : nil
  }

  /// Go's `%.50s`: the first fifty characters.
  private func cut(_ text: ByteString) -> ByteString {
    ByteString(String(String.UnicodeScalarView(text.description.unicodeScalars.prefix(50))))
  }
}
