/// In which form a target shows its samples.
public enum ExpositionFormat: Sendable, Hashable, CaseIterable {
  /// Prometheus' text format, `text/plain; version=0.0.4`.
  case text
  /// OpenMetrics 1.0, `application/openmetrics-text`.
  case openMetrics
  /// `io.prometheus.client.MetricFamily` messages, each preceded by its length.
  case protobuf
}

extension ExpositionFormat {
  /// The media type it is sent under.
  public var mediaType: String {
    switch self {
    case .text: "text/plain"
    case .openMetrics: "application/openmetrics-text"
    case .protobuf: "application/vnd.google.protobuf"
    }
  }

  /// The format of a `Content-Type`, or of `fallback` where it names none that is known.
  ///
  /// Only the media type decides, not its version: Prometheus 3 (`textparse.New`).
  public init(
    contentType: String, fallback: ExpositionFormat? = nil
  ) throws(ExpositionError) {
    let media: String
    do throws(MediaTypeFault) {
      media = try contentType.isEmpty ? "" : readMediaType(contentType)
    } catch {
      guard let fallback else { throw .unreadableContentType(contentType, error) }
      self = fallback
      return
    }
    if let known = Self.allCases.first(where: { $0.mediaType == media }) {
      self = known
    } else if let fallback {
      self = fallback
    } else {
      throw contentType.isEmpty ? .blankContentType : .unsupportedContentType(contentType)
    }
  }
}

/// What Go's `mime.ParseMediaType` says of a `Content-Type` it cannot read.
public enum MediaTypeFault: Error, Sendable, Hashable {
  case noMediaType
  case slash(expected: Bool)
  case duplicateParameter
  case invalidParameter
}

/// The media type of a header value, in lower case; parameters are checked and dropped.
private func readMediaType(_ header: String) throws(MediaTypeFault) -> String {
  let bytes = Array(header.utf8)
  let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
  let media = trimmed(bytes[..<end]).lowercased()
  try check(media)
  var rest = bytes[end...]
  var names: Set<String> = []
  while let first = rest.firstIndex(where: { !isSpace($0) }) {
    rest = rest[first...]
    guard let name = takeParameter(&rest) else {
      // A trailing semicolon is let pass.
      if trimmed(rest) == ";" { break }
      throw .invalidParameter
    }
    guard names.insert(name).inserted else { throw .duplicateParameter }
  }
  return media
}

private func check(_ media: String) throws(MediaTypeFault) {
  let parts = media.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
  guard let first = parts.first, !first.isEmpty else { throw .noMediaType }
  guard first.utf8.allSatisfy(isTokenByte) else { throw .slash(expected: true) }
  guard parts.count == 2 else { return }
  guard !parts[1].isEmpty, parts[1].utf8.allSatisfy(isTokenByte) else {
    throw .slash(expected: false)
  }
}

/// Takes `; name=value` from the front, and returns the name in lower case.
private func takeParameter(_ rest: inout ArraySlice<UInt8>) -> String? {
  guard rest.first == UInt8(ascii: ";") else { return nil }
  var left = rest.dropFirst().drop(while: isSpace)
  let name = left.prefix(while: isTokenByte)
  guard !name.isEmpty else { return nil }
  left = left[name.endIndex...].drop(while: isSpace)
  guard left.first == UInt8(ascii: "=") else { return nil }
  left = left.dropFirst().drop(while: isSpace)
  if left.first == UInt8(ascii: "\"") {
    var index = left.startIndex + 1
    while index < left.endIndex, left[index] != UInt8(ascii: "\"") {
      index += left[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < left.endIndex else { return nil }
    rest = left[(index + 1)...]
  } else {
    let value = left.prefix(while: isTokenByte)
    guard !value.isEmpty else { return nil }
    rest = left[value.endIndex...]
  }
  return String(decoding: name, as: UTF8.self).lowercased()
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
  var bytes = bytes.drop(while: isSpace)
  while let last = bytes.last, isSpace(last) { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

/// RFC 9110, section 5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
}
