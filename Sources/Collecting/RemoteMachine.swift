/// A machine that ssh can log in to: `ssh://USER@HOST:PORT`.
public struct RemoteMachine: Sendable, Hashable, CustomStringConvertible {
  /// The user; ssh's own choice when nil.
  public var user: String?
  /// A name, an address, or a `Host` of ssh's configuration.
  public var host: String
  /// The port; ssh's own choice when nil.
  public var port: UInt16?

  /// Reads `ssh://[USER@]HOST[:PORT]`, or the same without `ssh://`.
  public init(parsing text: String) throws(CollectingError) {
    let refuse = { (reason: String) in CollectingError.notAMachine(text, reason: reason) }
    var rest = Substring(text)
    if rest.hasPrefix("ssh://") { rest = rest.dropFirst(6) }
    guard !rest.contains("/") else { throw refuse("it has a path or another scheme than ssh") }
    if let at = rest.lastIndex(of: "@") {
      user = String(rest[..<at])
      rest = rest[rest.index(after: at)...]
    }
    (host, port) = try Self.split(rest, refuse)
    let words = [host] + (user.map { [$0] } ?? [])
    guard words.allSatisfy({ !$0.isEmpty }) else { throw refuse("a part of it is empty") }
    // ssh would take a leading dash for an option, and expands none of the others.
    guard words.allSatisfy({ !$0.hasPrefix("-") && $0.allSatisfy(Self.isAllowed) }) else {
      throw refuse("it has characters that no name of a machine or user has")
    }
  }

  private static func split(
    _ text: Substring, _ refuse: (String) -> CollectingError
  ) throws(CollectingError) -> (String, UInt16?) {
    let end: Substring.Index
    let host: Substring
    if text.hasPrefix("["), let bracket = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<bracket]
      end = text.index(after: bracket)
    } else {
      // More than one colon without brackets is an IPv6 address.
      let colons = text.filter { $0 == ":" }.count
      end = colons == 1 ? text.firstIndex(of: ":") ?? text.endIndex : text.endIndex
      host = text[..<end]
    }
    guard end < text.endIndex else { return (String(host), nil) }
    guard text[end] == ":", let port = UInt16(text[text.index(after: end)...]), port > 0 else {
      throw refuse("the port should be a number from 1 to 65535")
    }
    return (String(host), port)
  }

  private static func isAllowed(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "._-:%".contains(character))
  }

  /// As a person would write it for ssh: `user@host`.
  public var description: String { (user.map { "\($0)@" } ?? "") + host }
}
