/// How the rules of a text are written.
public enum IPTablesFormat: Sendable, Hashable, CaseIterable {
  /// What `iptables-save` prints: tables, each from `*NAME` to `COMMIT`.
  case save
  /// What `iptables -S` prints of one table: `-P`, `-N`, `-A`.
  case listing
  /// Commands as people write them: `sudo iptables -t nat -A PREROUTING …`.
  case commands

  /// The format of a text: its first line that is neither empty nor a comment decides.
  public init(of text: [UInt8]) {
    self = .commands
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0a, end - start < IPTablesReader.longestLine {
        end += 1
      }
      let line = text[start..<end].drop { $0 <= 0x20 || $0 >= 0xbb }
      start = end + 1
      guard let first = line.first, first != UInt8(ascii: "#") || Self.isCommand(line) else {
        continue
      }
      if first == UInt8(ascii: "*") || first == UInt8(ascii: ":") {
        self = .save
      } else if line.starts(with: "-P ".utf8) || line.starts(with: "-N ".utf8) {
        self = .listing
      }
      return
    }
    // Nothing but comments: what a host without rules prints.
    self = .save
  }

  /// Whether `# iptables …` is a command after a prompt.
  static func isCommand(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: "# ".utf8) else { return false }
    let rest = line.dropFirst(2).drop { $0 == 0x20 }
    return ["iptables ", "ip6tables ", "iptables-", "sudo "].contains {
      rest.starts(with: $0.utf8)
    } && rest.contains(UInt8(ascii: "-")) && !rest.starts(with: "iptables-save".utf8)
  }
}
