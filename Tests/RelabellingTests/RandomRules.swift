import Documents
import Relabelling

/// Rules and labels by chance, the same for the same seed.
struct RandomRules: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_f491_4f6c_dd1d
  }

  private static let names = ["a", "b", "c", "aa", "ab", "env", "x_a", "x_b", "y_a", "_z"]
  private static let values = [
    "foo", "bar", "foo-bar", "a", "b", "1", "x1", "10.0.0.1:80", "a;b", "Éa", "日本", "$1", "true",
    "a b", "AbC", ";",
  ]
  private static let expressions = [
    "(.*)", "(.+)", "f(.*)", "(.)(.*)", "(.*);(.*)", "([^-]+)-?(.*)", "a|b", "x_(.+)",
    "(?:x|y)_(.)", "(?i)a.*", "", "()",
    "(\\w+)", "[^a]*", "(.*?)(\\d*)", "(?P<n>.*)", "_?(.)", "a)|(b", "(a)?(b)?.*", "(.*)o(.*)", ".",
  ]
  private static let replacements = [
    "$1", "$2", "$0", "${1}_x", "x$1", "", "lit", "$1$2", "$n", "${2}-${1}", "$$", "y_$1", "$1x",
  ]
  private static let targets = [
    "a", "b", "d", "x_a", "instance", "${1}", "x_${1}", "$1", "job", "$2",
  ]

  private mutating func pick(_ all: [String]) -> Node {
    Node(.string(all.randomElement(using: &self) ?? ""))
  }

  mutating func labels() -> LabelSet {
    LabelSet(
      (0..<Int.random(in: 0...6, using: &self)).map { _ in
        Label(
          ByteString(Self.names.randomElement(using: &self) ?? ""),
          ByteString(Self.values.randomElement(using: &self) ?? ""))
      })
  }

  mutating func rules() -> [Node] {
    (0..<Int.random(in: 1...6, using: &self)).map { _ in rule() }
  }

  private mutating func rule() -> Node {
    // Rules that change something are more telling than those that end it.
    let weighted: [RelabelAction] =
      RelabelAction.allCases + [.replace, .replace, .replace, .labelmap, .labelmap]
    let action = weighted.randomElement(using: &self) ?? .replace
    var members: [(String, Node)] = [("action", Node(.string(action.rawValue)))]
    switch action {
    case .replace:
      members += sources() + regex() + [("target_label", pick(Self.targets))]
      if Bool.random(using: &self) { members.append(("replacement", pick(Self.replacements))) }
    case .keep: members += sources() + [("regex", pick([".*", "(.*)", "[^$]*", "(?s).*o.*"]))]
    case .drop: members += sources() + [("regex", pick(["foo", "a|b", "日.", ""]))]
    case .keepequal, .dropequal:
      members += [
        ("source_labels", Node(.array([pick(Self.names)]))), ("target_label", pick(Self.names)),
      ]
    case .hashmod:
      members +=
        sources() + [
          ("target_label", pick(Self.names)),
          ("modulus", Node(.number(String(Int.random(in: 1...100, using: &self))))),
        ]
    case .labelmap: members += regex() + [("replacement", pick(Self.replacements))]
    case .labeldrop: members += [("regex", pick(["a", "x_.*", "[bc]", "__meta.*"]))]
    case .labelkeep:
      members += [("regex", pick(["__.*|job|[a-z]", "__.*|x_.*|job", "_.*|.*[ab]"]))]
    case .lowercase, .uppercase: members += sources() + [("target_label", pick(Self.names))]
    }
    return Node(.object(members.map { Node.Member($0.0, $0.1) }))
  }

  private mutating func sources() -> [(String, Node)] {
    let names = (0..<Int.random(in: 0...3, using: &self)).map { _ in pick(Self.names) }
    var members = [("source_labels", Node(.array(names)))]
    if Int.random(in: 0..<4, using: &self) == 0 {
      members.append(("separator", pick(["", "-", "::"])))
    }
    return members
  }

  private mutating func regex() -> [(String, Node)] {
    Int.random(in: 0..<4, using: &self) == 0 ? [] : [("regex", pick(Self.expressions))]
  }
}
