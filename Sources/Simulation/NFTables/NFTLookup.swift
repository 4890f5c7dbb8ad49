import Documents
import Firewall

/// A set or map ready to be asked: exact keys hashed, runs sorted, concatenations with runs in a
/// list.
final class NFTLookup {
  /// The key's types, one for each part of a concatenation.
  let types: [NFTables.Datatype]
  /// What each element maps to, nil in a set.
  private(set) var data: [NFTables.Expression?] = []
  /// Elements whose own limit or quota decides with them, so that nobody can tell.
  private(set) var conditional: Set<Int> = []
  /// An element that could not be understood.
  private(set) var obscure: String?
  private var exact: [UInt128: Int] = [:]
  private var runs: [(interval: NFTInterval, element: Int)] = []
  private var exactParts: [NFTKey: Int] = [:]
  private var runParts: [(intervals: [NFTInterval], element: Int)] = []
  private var wildcard: Int?

  init(
    _ elements: [NFTables.Element], types: [NFTables.Datatype], constants: NFTConstant
  ) {
    self.types = types
    for element in elements { add(element, constants) }
    runs.sort { $0.interval.low < $1.interval.low }
  }

  /// Whether the key has several parts.
  var isConcatenation: Bool { types.count > 1 }

  private func add(_ element: NFTables.Element, _ constants: NFTConstant) {
    let number = data.count
    data.append(element.data)
    if element.statements.contains(where: \.mayRefuse) { conditional.insert(number) }
    switch element.key {
    case .wildcard: wildcard = number
    case .concatenation(let parts): add(parts, number, element, constants)
    case let single:
      guard let type = types.first, let interval = constants.interval(single, as: type) else {
        obscure = element.json.json
        return
      }
      if interval.low == interval.high {
        if exact[interval.low] == nil { exact[interval.low] = number }
      } else {
        runs.append((interval, number))
      }
    }
  }

  private func add(
    _ parts: [NFTables.Expression], _ number: Int, _ element: NFTables.Element,
    _ constants: NFTConstant
  ) {
    let intervals = zip(parts, types).compactMap { constants.interval($0, as: $1) }
    guard intervals.count == parts.count, parts.count <= NFTKey.capacity else {
      obscure = element.json.json
      return
    }
    if intervals.allSatisfy({ $0.low == $0.high }) {
      var key = NFTKey()
      for interval in intervals { key.append(interval.low) }
      if exactParts[key] == nil { exactParts[key] = number }
    } else {
      runParts.append((intervals, number))
    }
  }

  /// The element that holds `key`.
  func element(_ key: UInt128) -> Int? {
    if let found = exact[key] { return found }
    if !runs.isEmpty {
      var (low, high) = (0, runs.count)
      while low < high {
        let middle = (low + high) / 2
        if runs[middle].interval.low <= key { low = middle + 1 } else { high = middle }
      }
      if low > 0, runs[low - 1].interval.contains(key) { return runs[low - 1].element }
    }
    return wildcard
  }

  /// The element that holds the concatenation `key`.
  func element(_ key: NFTKey) -> Int? {
    if let found = exactParts[key] { return found }
    for run in runParts where key.lies(in: run.intervals) { return run.element }
    return wildcard
  }

  /// The runs that the elements of a set with one key part cover.
  var intervals: [NFTInterval] {
    exact.keys.map { NFTInterval($0) } + runs.map(\.interval)
  }
}

extension NFTables.Statement {
  /// Whether it can end the rule of an element it is attached to.
  var mayRefuse: Bool {
    switch self {
    case .limit, .quota, .connectionCount: true
    case .match, .verdict, .verdictMap, .counter, .synproxy, .mangle, .reset, .log, .reject,
      .queue, .notrack, .nat, .tproxy, .duplicate, .forward, .offload, .updateSet, .meter, .assign,
      .lastUsed, .xt, .text, .unknown:
      false
    }
  }
}
