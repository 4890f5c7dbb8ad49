import Documents
import Firewall
import Routing

/// Reads the files of a snapshot into pieces, and gives each error its file.
struct PieceReader: Sendable {
  let files: SnapshotFiles

  /// The piece in the file `path`, read by `parse`.
  func piece<Value, Failure: ParsingError>(
    _ path: String, _ parse: ([UInt8]) throws(Failure) -> Value
  ) throws(SnapshotError) -> Piece<Value> {
    guard let bytes = try files.bytes(path) else { return .missing(file: path) }
    do throws(Failure) {
      return .present(try parse(bytes))
    } catch {
      throw .malformed(
        file: files.fullName(path), line: error.lineInText, reason: error.reasonAlone)
    }
  }

  /// The same where an empty file, which no tool would print, stands for `empty`.
  func piece<Value, Failure: ParsingError>(
    _ path: String, empty: Value, _ parse: ([UInt8]) throws(Failure) -> Value
  ) throws(SnapshotError) -> Piece<Value> {
    try piece(path) { (bytes: [UInt8]) throws(Failure) -> Value in
      bytes.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 } ? empty : try parse(bytes)
    }
  }
}

/// An error of a reader that does not know which file it reads.
protocol ParsingError: Error {
  var lineInText: Int { get }
  var reasonAlone: String { get }
}

extension DocumentError: ParsingError {
  var lineInText: Int { line }
  var reasonAlone: String { reason }
}

extension RoutingError: ParsingError {
  var lineInText: Int {
    switch self {
    case .malformed(let line, _, _): line
    }
  }

  var reasonAlone: String {
    switch self {
    case .malformed(_, "", let reason): reason
    case .malformed(_, let field, let reason): "field \"\(field)\": \(reason)"
    }
  }
}

extension FirewallError: ParsingError {
  var lineInText: Int {
    switch self {
    case .malformed(let line, _), .endsInTable(_, let line): line
    }
  }

  var reasonAlone: String {
    switch self {
    case .malformed(_, let reason): reason
    case .endsInTable: withoutLine
    }
  }

  /// The sentence without the `line 7: ` before it.
  private var withoutLine: String {
    let text = description
    let prefix = "line \(lineInText): "
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.utf8.count)) : text
  }
}
