/// `-m ipv6header`: the extension headers of an IPv6 packet.
public struct IPv6HeaderMatch: MatchExtension {
  public static let name = "ipv6header"
  /// The headers, with the bits of `MASK_*` (linux/netfilter_ipv6/ip6t_ipv6header.h).
  public var headers: UInt8 = 0
  /// `!` before `--header`.
  public var isInverted = false
  /// `--soft`: others may be there as well.
  public var isSoft = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension IPv6HeaderMatch: MatchSyntax {
  static let options: [String] = ["header", "soft"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "header":
      headers = 0
      for name in try words.list() {
        guard let header = Self.headerNames.first(where: { $0.names.contains(name) }) else {
          throw .unknown("it does not know the header \(name)")
        }
        headers |= header.bit
      }
      isInverted = words.inversion()
    case "soft": isSoft = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("header", isInverted: isInverted)
    text.word(
      Self.headerNames.filter { headers & $0.bit != 0 }.map { $0.names[0] }.joined(separator: ","))
    text.flag("soft", if: isSoft)
  }

  private static let headerNames: [(bit: UInt8, names: [String])] = [
    (0x80, ["hop-by-hop", "hop"]), (0x40, ["ipv6-opts", "dst"]), (0x20, ["ipv6-route", "route"]),
    (0x10, ["ipv6-frag", "frag"]), (0x08, ["ah", "auth"]), (0x04, ["esp"]),
    (0x02, ["ipv6-nonxt", "none"]), (0x01, ["protocol", "proto"]),
  ]
}
