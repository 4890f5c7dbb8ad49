import Addressing

/// Reads what follows the type in a `create` line.
struct IPSetOptionReader {
  let line: Int
  let kind: IPSetKind

  func read(
    _ words: inout LineWords, mayExist: inout Bool
  ) throws(FirewallError) -> [IPSetOption] {
    var options: [IPSetOption] = []
    while let word = words.next(flag: &mayExist) {
      options.append(try option(String(decoding: word, as: UTF8.self), &words, options))
    }
    try checkRange(options)
    return options
  }

  private func option(
    _ name: String, _ words: inout LineWords, _ before: [IPSetOption]
  ) throws(FirewallError) -> IPSetOption {
    switch name {
    case "family", "-family": .family(try value(of: name, &words, Self.family))
    case "hashsize": .hashsize(try value(of: name, &words, LineField.integer))
    case "maxelem": .maxelem(try value(of: name, &words, LineField.integer))
    case "bucketsize": .bucketsize(try value(of: name, &words, LineField.integer))
    case "initval": .initval(try value(of: name, &words, LineField.integer))
    case "markmask": .markmask(try value(of: name, &words, LineField.integer))
    case "size": .size(try value(of: name, &words, LineField.integer))
    case "timeout": .timeout(try value(of: name, &words, LineField.integer))
    case "netmask": .netmask(try value(of: name, &words) { netmask($0, before) })
    case "bitmask": .bitmask(try value(of: name, &words) { bitmask($0, before) })
    case "range", "from": try range(name, &words)
    case "counters": .counters
    case "comment": .comment
    case "skbinfo": .skbinfo
    case "forceadd": .forceadd
    case _: .unknown(name)
    }
  }

  private func value<Value>(
    of name: String, _ words: inout LineWords, _ read: (ArraySlice<UInt8>) -> Value?
  ) throws(FirewallError) -> Value {
    guard let word = words.next() else { throw malformed("'\(name)' needs a value") }
    guard let value = read(word) else {
      throw malformed("'\(LineField.quoted(word))' is no value for '\(name)'")
    }
    return value
  }

  private static func family(_ text: ArraySlice<UInt8>) -> IPFamily? {
    switch String(decoding: text, as: UTF8.self) {
    case "inet", "ipv4", "-4": .ipv4
    case "inet6", "ipv6", "-6": .ipv6
    case _: nil
    }
  }

  private func familySaid(_ options: [IPSetOption]) -> IPFamily {
    for case .family(let family) in options { return family }
    return .ipv4
  }

  private func netmask(_ text: ArraySlice<UInt8>, _ options: [IPSetOption]) -> UInt8? {
    guard let length: UInt8 = LineField.decimal(text) else { return nil }
    return length <= UInt8(familySaid(options).bitWidth) ? length : nil
  }

  private func bitmask(_ text: ArraySlice<UInt8>, _ options: [IPSetOption]) -> IPAddress? {
    guard let mask = IPAddress(parsing: text), mask.family == familySaid(options) else {
      return nil
    }
    return mask
  }

  private func range(
    _ name: String, _ words: inout LineWords
  ) throws(FirewallError) -> IPSetOption {
    let reader = IPSetElementReader(line: line, kind: kind, family: .ipv4)
    guard let word = words.next() else { throw malformed("'\(name)' needs a value") }
    if kind == .bitmapPort {
      let ports = try reader.portNumbers(word)
      return .portRange(PortRange(ports.lowerBound, ports.upperBound))
    }
    return .range(try reader.addresses(word))
  }

  private func checkRange(_ options: [IPSetOption]) throws(FirewallError) {
    guard kind.isBitmap else { return }
    for option in options {
      switch option {
      case .range, .portRange: return
      case .family, .hashsize, .maxelem, .bucketsize, .initval, .netmask, .bitmask, .markmask,
        .size, .timeout, .counters, .comment, .skbinfo, .forceadd, .unknown:
        continue
      }
    }
    throw malformed("a \(kind) set needs 'range'; the line seems to be cut off")
  }

  private func malformed(_ reason: String) -> FirewallError {
    .malformed(line: line, reason: reason)
  }
}
