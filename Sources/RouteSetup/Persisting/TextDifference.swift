/// What changes from one text to another, line by line, as `diff -u` prints it.
public struct TextDifference: Sendable, Hashable {
  /// The lines: ` ` for those that stay, `-` and `+` for those that go and come.
  public var lines: [String]

  /// The difference between two texts; nil stands for no file. Lines that stay are shown up to three
  /// before and after a change.
  public init(from before: String?, to after: String?, path: String) {
    lines = [
      "--- \(before == nil ? "/dev/null" : path)", "+++ \(after == nil ? "/dev/null" : path)",
    ]
    let old = Self.split(before)
    let new = Self.split(after)
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var marked: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        marked.append("-" + old[left])
        left += 1
      } else if right < new.count, inserted.contains(right) {
        marked.append("+" + new[right])
        right += 1
      } else if left < old.count {
        marked.append(" " + old[left])
        left += 1
        right += 1
      }
    }
    lines += Self.shortened(marked)
  }

  private static func split(_ text: String?) -> [String] {
    guard let text, !text.isEmpty else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func shortened(_ lines: [String]) -> [String] {
    var isNear = [Bool](repeating: false, count: lines.count)
    for index in lines.indices where !lines[index].hasPrefix(" ") {
      for near in max(0, index - 3)...min(lines.count - 1, index + 3) { isNear[near] = true }
    }
    var result: [String] = []
    var last = -1
    for index in lines.indices {
      guard isNear[index] else { continue }
      if index != last + 1 { result.append("@@") }
      result.append(lines[index])
      last = index
    }
    return result
  }
}
