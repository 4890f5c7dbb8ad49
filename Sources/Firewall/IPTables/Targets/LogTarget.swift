/// `-j LOG`: writes to the kernel's log; the walk goes on.
public struct LogTarget: TargetExtension {
  public static let name = "LOG"
  /// `--log-level`, 0 to 7.
  public var level: UInt8 = 4
  /// `--log-prefix`.
  public var prefix = ""
  /// What else is written.
  public var options: Options = []

  /// The target without any option.
  public init() {}
}

extension LogTarget {
  /// What else is written, with the bits of `IPT_LOG_*`.
  public struct Options: OptionSet, Sendable, Hashable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// `--log-tcp-sequence`.
    public static let tcpSequence = Self(rawValue: 1)
    /// `--log-tcp-options`.
    public static let tcpOptions = Self(rawValue: 2)
    /// `--log-ip-options`.
    public static let ipOptions = Self(rawValue: 4)
    /// `--log-uid`.
    public static let user = Self(rawValue: 8)
    /// `--log-macdecode`.
    public static let macDecode = Self(rawValue: 32)
  }
}

// MARK: Syntax

extension LogTarget: TargetSyntax {
  static let options: [String] = [
    "log-level", "log-prefix", "log-tcp-sequence", "log-tcp-options", "log-ip-options", "log-uid",
    "log-macdecode",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "log-level": level = try level(&words)
    case "log-prefix": prefix = try words.string()
    case "log-tcp-sequence": options.insert(.tcpSequence)
    case "log-tcp-options": options.insert(.tcpOptions)
    case "log-ip-options": options.insert(.ipOptions)
    case "log-uid": options.insert(.user)
    case "log-macdecode": options.insert(.macDecode)
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    if !prefix.isEmpty {
      text.option("log-prefix")
      text.quoted(prefix)
    }
    if level != 4 { text.option("log-level", level) }
    text.flag("log-tcp-sequence", if: options.contains(.tcpSequence))
    text.flag("log-tcp-options", if: options.contains(.tcpOptions))
    text.flag("log-ip-options", if: options.contains(.ipOptions))
    text.flag("log-uid", if: options.contains(.user))
    text.flag("log-macdecode", if: options.contains(.macDecode))
  }

  private static let levels: [String: UInt8] = [
    "emerg": 0, "panic": 0, "alert": 1, "crit": 2, "error": 3, "err": 3, "warning": 4, "warn": 4,
    "notice": 5, "info": 6, "debug": 7,
  ]

  private func level(_ words: inout RuleWords) throws(OptionProblem) -> UInt8 {
    let word = try words.word()
    if let level = Self.levels[String(decoding: word, as: UTF8.self).lowercased()] { return level }
    return try RuleWords.number(word, upTo: 7)
  }
}
