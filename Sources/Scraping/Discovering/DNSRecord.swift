import Addressing
import CResolver

/// A record of an answer (RFC 1035 section 4.1.3), as far as discovery looks at it.
enum DNSRecord: Hashable {
  /// The text of the address.
  case address(String)
  case service(target: String, port: Int)
  case mail(target: String)
  case nameServer(String)

  /// The records of a whole answer, those of other types passed over. Nil where it is damaged.
  static func records(in answer: [UInt8]) -> [DNSRecord]? {
    var reader = DNSReader(answer)
    guard let header = reader.header() else { return nil }
    for _ in 0..<header.questions {
      guard reader.name() != nil, reader.skip(4) else { return nil }
    }
    var records: [DNSRecord] = []
    for _ in 0..<header.answers {
      guard reader.name() != nil, let type = reader.number(), reader.skip(6),
        let length = reader.number(), let end = reader.end(of: length)
      else { return nil }
      if let record = reader.record(type, length) { records.append(record) }
      reader.position = end
    }
    return records
  }
}

/// Reads a DNS message from front to back.
private struct DNSReader {
  private let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func header() -> (questions: Int, answers: Int)? {
    guard skip(4), let questions = number(), let answers = number(), skip(4) else { return nil }
    return (questions, answers)
  }

  mutating func skip(_ count: Int) -> Bool {
    guard position + count <= bytes.count else { return false }
    position += count
    return true
  }

  func end(of length: Int) -> Int? {
    position + length <= bytes.count ? position + length : nil
  }

  /// Two bytes, the higher first.
  mutating func number() -> Int? {
    guard position + 2 <= bytes.count else { return nil }
    defer { position += 2 }
    return Int(bytes[position]) << 8 | Int(bytes[position + 1])
  }

  /// A name with a dot behind each label. Pointers lead back only, so that reading ends.
  mutating func name() -> String? {
    var text: [UInt8] = []
    var place = position
    var end: Int?
    while place < bytes.count {
      let length = Int(bytes[place])
      if length >= 0xc0 {
        guard place + 1 < bytes.count else { return nil }
        end = end ?? place + 2
        let target = (length & 0x3f) << 8 | Int(bytes[place + 1])
        guard target < place else { return nil }
        place = target
        continue
      }
      place += 1
      if length == 0 {
        position = end ?? place
        return text.isEmpty ? "." : String(decoding: text, as: UTF8.self)
      }
      guard length < 0x40, place + length <= bytes.count, text.count < 256 else { return nil }
      text += bytes[place..<place + length] + [UInt8(ascii: ".")]
      place += length
    }
    return nil
  }

  /// The record at this place; nil for a type that is not looked at.
  mutating func record(_ type: Int, _ length: Int) -> DNSRecord? {
    switch type {
    case CRESOLVER_A where length == 4:
      return .address(bytes[position..<position + 4].map(String.init).joined(separator: "."))
    case CRESOLVER_AAAA where length == 16:
      let words = [0, 8].map { start in
        (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[position + start + $1]) }
      }
      return .address(IPAddress(v6High: words[0], low: words[1]).description)
    case CRESOLVER_SRV:
      guard skip(4), let port = number(), let target = name() else { return nil }
      return .service(target: target, port: port)
    case CRESOLVER_MX:
      guard skip(2), let target = name() else { return nil }
      return .mail(target: target)
    case CRESOLVER_NS: return name().map { .nameServer($0) }
    case _: return nil
    }
  }
}
