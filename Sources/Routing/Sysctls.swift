/// Kernel settings: the `key = value` lines of `sysctl`.
public struct Sysctls: Sendable, Hashable {
  /// Each key with its value, interface names in `sysctl`'s own spelling (`eth0/5` for `eth0.5`).
  public private(set) var values: [String: String]

  /// Settings by key.
  public init(_ values: [String: String] = [:]) { self.values = values }

  /// The text of a setting, nil when it was not recorded.
  public subscript(key: String) -> String? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// A setting that is a number, nil when it was not recorded or is none.
  public func number(_ key: String) -> Int? { values[key].flatMap { Int($0) } }
}
