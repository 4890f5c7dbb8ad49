/// Who configures the network of a host from files.
public enum PersistFormat: String, Sendable, Hashable, CaseIterable {
  /// systemd-networkd: `.network` files.
  case networkd
  /// netplan, for either of the others.
  case netplan
  /// NetworkManager: keyfiles.
  case networkManager = "networkmanager"
  /// ifupdown: `/etc/network/interfaces`.
  case ifupdown
}

/// The files of a host that are looked at and changed, by path: pure text.
public struct HostFiles: Sendable, Hashable {
  /// The files by their absolute path.
  public var files: [String: String]

  /// Files by their absolute path.
  public init(_ files: [String: String] = [:]) { self.files = files }

  /// The folders in which the formats have their files.
  public static let folders = [
    "/etc/systemd/network", "/run/systemd/network", "/usr/lib/systemd/network",
    "/run/systemd/netif/links", "/etc/netplan", "/run/netplan", "/usr/lib/netplan",
    "/etc/NetworkManager/system-connections", "/run/NetworkManager/system-connections",
    "/etc/network", "/etc/network/interfaces.d", "/etc/sysctl.d", "/etc/iproute2/rt_protos.d",
  ]

  /// The paths below a folder, sorted by name.
  func paths(in folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
  }
}

/// A file as it shall be, and as it is; nil where there is none.
public struct FileEdit: Sendable, Hashable {
  /// Its absolute path.
  public var path: String
  /// What it holds now.
  public var before: String?
  /// What it shall hold.
  public var after: String?
  /// Its permissions, where it is made anew.
  public var mode: UInt32

  /// A file.
  public init(path: String, before: String?, after: String?, mode: UInt32 = 0o644) {
    self.path = path
    self.before = before
    self.after = after
    self.mode = mode
  }

  /// Whether something changes.
  public var isChange: Bool { before != after }
}
